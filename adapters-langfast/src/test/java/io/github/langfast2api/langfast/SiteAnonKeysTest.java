package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatFailure.Clock;
import io.github.langfast2api.langfast.LangFastSettings.Timeouts;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.github.langfast2api.ports.contract.Moments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SiteAnonKeysTest {

  private static final String FIRST = TestKeys.ANON;
  private static final String SECOND = TestKeys.PUBLISHABLE;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final NextSite site;
  private final Path folder;

  SiteAnonKeysTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.site = new NextSite().page("a.js").chunk("a.js", "\"" + FIRST + "\"");
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void allWhoWaitGetTheOneKey() throws Exception {
    SiteAnonKeys keys = keys();
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> waiting = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        waiting.add(requests.submit(keys::current));
      }
      for (Future<String> one : waiting) {
        assertEquals(FIRST, one.get());
      }
    }
    assertEquals(1, site.asked("/"));
  }

  @Test
  void theKeyIsReadBeforeAnybodyAsks() {
    SiteAnonKeys keys = keys();
    keys.start();
    Moments.until("the page was read", () -> keys.origin().contains("…"));
    assertEquals(FIRST, keys.current());
    assertEquals(1, site.asked("/"));
    assertTrue(keys.origin().startsWith(site.uri() + ", "), keys.origin());
    assertFalse(keys.origin().contains(FIRST), keys.origin());
  }

  @Test
  void aBackendReadsItInTheBackgroundWhicheverSocketItHas() {
    Variants perRun =
        new Variants(
            true, new Variants.PromptUse.PerSession(), false, Variants.ResponseFormatForm.TEXT);
    try (LangFastBackend backend = new LangFastBackend(settings().withVariants(perRun))) {
      backend.start();
      Moments.until("the page was read", () -> backend.anonKeyOrigin().contains("…"));
    }
  }

  @Test
  void aKeyIsKeptOverRestartsWhereItsOwnerAloneCanReadIt() throws IOException {
    assertEquals(FIRST, keys().current());
    assertEquals(FIRST, keys().current());
    assertEquals(1, site.asked("/"));
    Path file = folder.resolve("state").resolve("anon-key.json");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "no json",
        "{\"owner\":\"%s\",\"key\":\"x\\r\\ny: z\"}",
        "{\"owner\":\"%s\",\"key\":7}",
        "{\"owner\":\"somebody else\",\"key\":\"sb_publishable_0123456789abcdefghij\"}"
      })
  void aFileThatHoldsNoKeyIsPassedOver(String text) throws IOException {
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(
        folder.resolve("state").resolve("anon-key.json"),
        text.replace("%s", site.uri() + " " + site.uri()));
    assertEquals(FIRST, keys().current());
    assertEquals(FIRST, keys().current());
    assertEquals(1, site.asked("/"));
  }

  @Test
  void aKeptKeyThatIsRefusedIsReplacedByThePagesAndTheCallMadeOnceMore() {
    assertEquals(FIRST, keys().current());
    site.chunk("a.js", "\"" + SECOND + "\"").supabase(SECOND);
    SiteAnonKeys keys = keys();
    assertEquals("u", api(keys).signUp().userId());
    assertEquals(List.of(2L, 2L), List.of(site.asked("/"), site.asked("/auth/v1/signup")));
    assertEquals(SECOND, keys.current());
    assertEquals(SECOND, keys().current());
  }

  @Test
  void aRefusalThatTheNextReadingMendsIsForgotten() {
    site.supabase(FIRST);
    LangFastApi api = api(keys());
    assertEquals("u", api.signUp().userId());
    for (String next : List.of(SECOND, FIRST, SECOND)) {
      site.chunk("a.js", "\"" + next + "\"").supabase(next);
      assertEquals("u", api.signUp().userId());
    }
    assertEquals(4, site.asked("/"));
  }

  @Test
  void aKeyThatThePageHasAndSupabaseRefusesIsToldWithWhatToSetByHand() {
    site.supabase();
    LangFastApi api = api(keys());
    for (int i = 0; i < 10; i++) {
      ChatFailure failure = failure(api::signUp);
      assertInstanceOf(ChatFailure.AccessRefused.class, failure);
      assertTrue(failure.message().contains("set LANGFAST_ANON_KEY by hand"), failure.message());
    }
    assertEquals(2, site.asked("/"));
    pass(Duration.ofSeconds(2));
    assertInstanceOf(ChatFailure.AccessRefused.class, failure(api::signUp));
    assertEquals(3, site.asked("/"));
    site.supabase(FIRST);
    assertEquals("u", api.signUp().userId());
  }

  @Test
  void allWhoWereRefusedTheOneKeyGetTheOneThatTakesItsPlace() throws Exception {
    SiteAnonKeys keys = keys();
    assertEquals(FIRST, keys.current());
    site.chunk("a.js", "\"" + SECOND + "\"");
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<String>>> refused = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        refused.add(requests.submit(() -> keys.insteadOf(FIRST)));
      }
      for (Future<Optional<String>> one : refused) {
        assertEquals(Optional.of(SECOND), one.get());
      }
    }
    assertEquals(2, site.asked("/"));
  }

  @Test
  void aRefusalOfWhoIsSignedInIsNoRefusalOfTheKey() {
    for (String body :
        List.of(
            "{\"code\":\"PGRST301\",\"message\":\"JWT expired\"}",
            "{\"error\":\"Unauthorized\"}",
            "{\"msg\":\"invalid JWT\"}")) {
      assertFalse(AnonKeys.isRefusal(refusal(401, body)), body);
    }
    for (String body :
        List.of(
            "{\"message\":\"Invalid API key\",\"hint\":\"Double check your API key.\"}",
            "{\"message\":\"No API key found in request\"}",
            "{\"message\":\"Unregistered API key\"}",
            "{\"message\":\"Legacy API keys are disabled\"}")) {
      assertTrue(AnonKeys.isRefusal(refusal(401, body)), body);
      assertFalse(AnonKeys.isRefusal(refusal(400, body)), body);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessRefused",
    "404, AccessRefused",
    "429, RateLimited",
    "500, Unavailable",
    "503, Unavailable"
  })
  void aPageThatIsRefusedIsAskedForAgainAfterAWhileAndNotBefore(int status, String kind) {
    site.status("/", status);
    SiteAnonKeys keys = keys();
    for (int i = 0; i < 5; i++) {
      ChatFailure failure = failure(keys::current);
      assertEquals(kind, failure.getClass().getSimpleName());
      assertTrue(failure.message().contains("status " + status), failure.message());
      assertTrue(failure.message().contains("LANGFAST_ANON_KEY"), failure.message());
      assertEquals(Optional.of(failure.message()), keys.notReadyReason());
    }
    assertEquals(1, site.asked("/"));
    site.page("a.js");
    pass(Duration.ofSeconds(2));
    assertEquals(FIRST, keys.current());
    assertEquals(Optional.empty(), keys.notReadyReason());
  }

  @Test
  void aPageThatCannotBeReachedIsSaidToBe() {
    site.close();
    ChatFailure failure = failure(keys()::current);
    assertInstanceOf(ChatFailure.Unreachable.class, failure);
    assertTrue(failure.message().contains("to read its page"), failure.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", NextSite.CHUNKS + "a.js"})
  void aFileThatComesAByteAtATimeEndsTheReadingInTime(String path) {
    site.slow(path);
    Duration limit = Duration.ofMillis(300);
    Timeouts timeouts = new Timeouts(Duration.ofSeconds(10), limit, Duration.ofSeconds(20));
    SiteAnonKeys keys = keys(settings().withTimeouts(timeouts));
    assertEquals(new ChatFailure.TimedOut(Clock.CALL, limit), failure(keys::current));
  }

  @ParameterizedTest
  @CsvSource({
    "/auth/v1/signup, Origin, http://127.0.0.1:%d",
    "/auth/v1/signup, Referer, http://127.0.0.1:%d/",
    "'/socket.io/?EIO=4&transport=websocket', Origin, http://127.0.0.1:%d",
    "'/socket.io/?EIO=4&transport=websocket', Referer,",
    "/, Origin,",
    "/, apikey,",
    "/, Cookie,"
  })
  void itAsksAsTheScriptsOfThePageDo(String path, String header, String value) {
    site.supabase(FIRST).page("a.js");
    try (LangFastBackend backend = new LangFastBackend(settings())) {
      assertInstanceOf(ChatFailure.ProtocolBroken.class, failure(backend::check));
    }
    assertEquals(
        Optional.ofNullable(value).map(text -> text.formatted(site.uri().getPort())),
        site.header(path, header));
  }

  private static HttpRefusedException refusal(int status, String body) {
    return new HttpRefusedException(status, Optional.empty(), body);
  }

  private static ChatFailure failure(Executable call) {
    return assertThrows(ChatException.class, call).failure();
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private SiteAnonKeys keys() {
    return keys(settings());
  }

  private SiteAnonKeys keys(LangFastSettings settings) {
    return new SiteAnonKeys(settings, new UpstreamFailures(settings.timeouts()), now::get);
  }

  private LangFastSettings settings() {
    return LangFastSettings.of(site.uri(), site.uri(), new Credentials.Anonymous())
        .withSite(site.uri())
        .withSessionFile(folder.resolve("state").resolve("session.json"));
  }

  private LangFastApi api(AnonKeys keys) {
    LangFastSettings settings = settings();
    return new LangFastApi(
        new SupabaseClient(
            UpstreamClient.of(settings.network())
                .withOrigin(LinkPolicy.origin(settings.servers().site())),
            settings,
            keys),
        new UpstreamFailures(settings.timeouts()),
        new RunJson(settings.variants()),
        new CallLimit(settings.maxCalls(), settings.timeouts().call()),
        RunBodyMemory.ofHeap(10, settings.timeouts().call()),
        LangFastObserver.NONE,
        now::get);
  }
}
