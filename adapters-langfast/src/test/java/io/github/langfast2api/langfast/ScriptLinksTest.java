package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ScriptLinksTest {

  private static final URI PAGE = URI.create("https://a.example/en/app");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<script src=\"/x.js\" async=\"\"></script> | https://a.example/x.js",
        "<script defer src='x.js'></script>         | https://a.example/en/x.js",
        "<SCRIPT SRC = x.js ></SCRIPT>              | https://a.example/en/x.js",
        "<script data-a=\"1>2\" src=/x.js></script> | https://a.example/x.js",
        "<script src=\"/x.js?a=1&amp;b=2\"></script>| https://a.example/x.js?a=1&b=2",
        "<script src=\"//cdn.example/x\"></script>  | https://cdn.example/x",
        "<link rel=preload as=script href=\"/x.js\">| https://a.example/x.js",
        "<link rel=\"modulepreload\" href=\"/x.mjs?v=1\"/>| https://a.example/x.mjs?v=1",
        "<base href=\"/b/\"><script src=x.js></script>    | https://a.example/b/x.js"
      })
  void aScriptThatThePageNamesIsLoaded(String html, URI script) {
    assertEquals(List.of(script), ScriptLinks.ofPage(PAGE, html));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>var src = \"/x.js\"</script>",
        "<script data-src=\"/x.js\"></script>",
        "<scripts src=\"/x.js\"></scripts>",
        "<link rel=\"stylesheet\" href=\"/x.css\">",
        "<img src=\"/x.js\">",
        "<script src=\"\"></script>",
        "<script src=\"http://a.example/x.js\"></script>"
      })
  void whatIsNoScriptOfThePageIsNot(String html) {
    assertEquals(List.of(), ScriptLinks.ofPage(PAGE, html));
  }

  @Test
  void chunksThatTheFlightDataOfAPageNamesAreLoadedFromWhereItsBuildIs() {
    String html =
        """
        <script src="https://cdn.example/base/_next/static/chunks/main-app-1.js"></script>
        <script>self.__next_f.push([1,"2:I[123,[\\"77\\",\\"static/chunks/77-a.js\\",\\"/_next/static\\/chunks\\/app/(main)/[id]/page-b.js\\"]"])</script>
        """;
    assertEquals(
        List.of(
            URI.create("https://cdn.example/base/_next/static/chunks/main-app-1.js"),
            URI.create("https://cdn.example/base/_next/static/chunks/77-a.js"),
            URI.create(
                "https://cdn.example/base/_next/static/chunks/app/(main)/%5Bid%5D/page-b.js")),
        ScriptLinks.ofPage(PAGE, html));
  }

  @Test
  void chunksThatABuildManifestNamesAreLoadedFromWhereItIs() {
    String manifest =
        "self.__BUILD_MANIFEST={\"/\":[\"static/chunks/pages/index-1.js\"],\"/p\":"
            + "[\"static/chunks/pages/p-2.js\",\"static/css/a.css\",\"static/chunks/pages/index-1.js\"]}";
    assertEquals(
        List.of(
            URI.create("https://a.example/_next/static/chunks/pages/index-1.js"),
            URI.create("https://a.example/_next/static/chunks/pages/p-2.js")),
        ScriptLinks.chunks(
            URI.create("https://a.example/_next/static/Xy_1/_buildManifest.js"), manifest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<script ", "<script src=\"", "<script src", "<link href=a ", "static/chunks/"})
  void whateverThePageItTakesTimeInProportion(String text) {
    String page = text.repeat(AnonKeySearch.PAGE_MAX_BYTES / text.length());
    int scripts = ScriptLinks.ofPage(PAGE, page).size();
    assertTrue(scripts < 100_000, () -> scripts + " scripts");
  }
}
