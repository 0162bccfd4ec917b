package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.github.langfast2api.langfast.wire.UpstreamNetwork;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A site shaped like a Next.js build is read as a browser reads it. */
@Timeout(60)
class AnonKeySearchTest {

  private static final String KEY_SCRIPT =
      "(self.webpackChunk_N_E=self.webpackChunk_N_E||[]).push([[185],{1:(e,t,n)=>{let r=(0,n.s)("
          + "\"https://"
          + TestKeys.PROJECT
          + ".supabase.co\",\"%s\")}}]);";

  private final NextSite site;

  AnonKeySearchTest() throws IOException {
    site = new NextSite();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aKeyInALaterChunkIsFound() {
    site.page("webpack-1.js", "main-app-2.js", "app/layout-3.js")
        .chunk("webpack-1.js", "!function(){}()")
        .chunk("main-app-2.js", "console.log(1)")
        .chunk("app/layout-3.js", script(TestKeys.ANON));
    assertEquals(TestKeys.ANON, found());
  }

  @Test
  void aKeyInThePageItselfNeedsNoScript() {
    site.file(
        "/",
        "<script>self.__next_f.push([1,\"{\\\"k\\\":\\\""
            + TestKeys.ANON
            + "\\\"}\"])"
            + "</script><script src=\"/x.js\"></script>");
    assertEquals(TestKeys.ANON, found());
    assertEquals(0, site.asked("/x.js"));
  }

  @Test
  void aKeyInAChunkThatTheBuildManifestNamesIsFound() {
    site.file("/", "<script src=\"/_next/static/B1/_buildManifest.js\" defer=\"\"></script>")
        .file("/_next/static/B1/_buildManifest.js", "[\"static/chunks/pages/[id]-4.js\"]")
        .file("/_next/static/chunks/pages/%5Bid%5D-4.js", script(TestKeys.ANON));
    assertEquals(TestKeys.ANON, found());
  }

  @Test
  void theProjectsOwnKeyIsTakenAmongOthers() {
    site.page("a.js", "b.js", "c.js")
        .chunk("a.js", "\"" + TestKeys.SERVICE + "\"+\"" + TestKeys.OTHER_PROJECT + "\"")
        .chunk("b.js", "\"" + TestKeys.PUBLISHABLE + "\"")
        .chunk("c.js", script(TestKeys.ANON));
    assertEquals(TestKeys.ANON, found());
  }

  @Test
  void aPublishableKeyIsTakenWhereThereIsNoOther() {
    site.page("a.js", "b.js")
        .chunk("a.js", "\"sb_publishable_of_somebody_else_entirely\"")
        .chunk("b.js", script(TestKeys.PUBLISHABLE));
    assertEquals(TestKeys.PUBLISHABLE, found());
  }

  @Test
  void aKeyThatWasRefusedIsTakenOnlyWhereThereIsNoOther() {
    site.page("a.js", "b.js")
        .chunk("a.js", script(TestKeys.ANON))
        .chunk("b.js", script(TestKeys.PUBLISHABLE));
    assertEquals(TestKeys.PUBLISHABLE, found(Optional.of(TestKeys.ANON)));
    site.page("a.js");
    assertEquals(TestKeys.ANON, found(Optional.of(TestKeys.ANON)));
  }

  @Test
  void whatIsPackedIsUnpacked() {
    site.packed("/", "<script src=\"/x.js\"></script>").packed("/x.js", script(TestKeys.ANON));
    assertEquals(TestKeys.ANON, found());
  }

  @Test
  void redirectsAreFollowed() {
    site.redirect("/", "/en")
        .redirect("/en", "app/")
        .file("/app/", "<script src=\"x.js\"></script>")
        .redirect("/app/x.js", site.uri() + "/y.js?v=1")
        .file("/y.js?v=1", script(TestKeys.ANON));
    assertEquals(TestKeys.ANON, found());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "https://127.0.0.1/",
        "http://a.example/",
        "ftp://127.0.0.1/",
        "",
        "//u:p@127.0.0.1/"
      })
  void redirectsThatLeadRoundOrElsewhereAreToldAndNotFollowed(String to) {
    site.redirect("/", to);
    ChatFailure failure = failure();
    assertInstanceOf(ChatFailure.AccessRefused.class, failure);
    assertTrue(failure.message().contains("redirects"), failure.message());
    assertTrue(failure.message().contains("LANGFAST_ANON_KEY"), failure.message());
    assertTrue(site.paths().size() <= 6, () -> site.paths().toString());
  }

  @Test
  void aScriptThatIsGoneOrBrokenIsPassedOver() {
    site.page("gone.js", "broken.js", "round.js", "error.js", "key.js")
        .redirect(NextSite.CHUNKS + "round.js", "round.js")
        .broken(NextSite.CHUNKS + "broken.js")
        .status(NextSite.CHUNKS + "error.js", 500)
        .chunk("key.js", script(TestKeys.ANON));
    assertEquals(TestKeys.ANON, found());
  }

  @Test
  void aKeyThatMayStandInAScriptThatIsBrokenIsNotSaidToBeGone() {
    site.page("broken.js").broken(NextSite.CHUNKS + "broken.js");
    assertFalse(assertThrows(RuntimeException.class, this::found) instanceof ChatException);
  }

  @Test
  void aPageWithoutAKeyIsToldWithWhatToSetByHand() {
    site.page("a.js").chunk("a.js", "\"" + TestKeys.SERVICE + TestKeys.OTHER_PROJECT + "\"");
    ChatFailure failure = failure();
    assertInstanceOf(ChatFailure.AccessRefused.class, failure);
    assertEquals(
        "LangFast's key cannot be found, since "
            + site.uri()
            + " and its scripts (1) hold no key of Supabase's: set LANGFAST_ANON_KEY by hand to the"
            + " apikey header of the page's requests, which the network view of a browser's"
            + " developer tools shows.",
        failure.message());
  }

  @Test
  void ofAFileThatIsHugeSoMuchIsReadAndNoMore() {
    String huge = " ".repeat(AnonKeySearch.SCRIPT_MAX_BYTES);
    site.page("a.js", "b.js", "c.js")
        .chunk("a.js", huge + script(TestKeys.ANON))
        .packed(NextSite.CHUNKS + "b.js", huge.repeat(20) + script(TestKeys.ANON))
        .chunk("c.js", script(TestKeys.PUBLISHABLE) + huge);
    assertEquals(TestKeys.PUBLISHABLE, found());
  }

  @Test
  void ofScriptsWithoutEndSoManyAreReadAndNoMore() {
    site.page(IntStream.range(0, 500).mapToObj(i -> "s" + i + ".js").toArray(String[]::new));
    assertInstanceOf(ChatFailure.AccessRefused.class, failure());
    assertEquals(1 + AnonKeySearch.MAX_SCRIPTS, site.paths().size());
  }

  @Test
  void ofBytesWithoutEndSoManyAreReadAndNoMore() {
    site.page(IntStream.range(0, 50).mapToObj(i -> "s" + i + ".js").toArray(String[]::new));
    String huge = " ".repeat(AnonKeySearch.SCRIPT_MAX_BYTES + 1);
    IntStream.range(0, 50).forEach(i -> site.chunk("s" + i + ".js", huge));
    assertInstanceOf(ChatFailure.AccessRefused.class, failure());
    assertTrue(site.paths().size() <= 14, () -> site.paths().size() + " files");
  }

  @Test
  void noScriptIsReadTwice() {
    site.page("a.js", "a.js", "b.js")
        .chunk("a.js", "\"static/chunks/a.js\",\"static/chunks/b.js\"")
        .chunk("b.js", "\"/_next/static/chunks/a.js\"");
    assertInstanceOf(ChatFailure.AccessRefused.class, failure());
    assertEquals(3, site.paths().size());
  }

  private static String script(String key) {
    return KEY_SCRIPT.formatted(key);
  }

  private ChatFailure failure() {
    return assertThrows(ChatException.class, this::found).failure();
  }

  private String found() {
    return found(Optional.empty());
  }

  private String found(Optional<String> refused) {
    UpstreamClient client =
        UpstreamClient.of(UpstreamNetwork.direct(LangFastSettings.Timeouts.DEFAULTS.connect()));
    try (SiteClient files = new SiteClient(client)) {
      AnonKeyScanner scanner = new AnonKeyScanner(Optional.of(TestKeys.PROJECT));
      return new AnonKeySearch(files, scanner, refused).find(site.uri());
    }
  }
}
