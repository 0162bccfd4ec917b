package io.github.langfast2api.langfast;

import static io.github.langfast2api.langfast.SimulatorStage.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.simulator.Call;
import io.github.langfast2api.simulator.CallRefusal;
import io.github.langfast2api.simulator.RunScript;
import io.github.langfast2api.simulator.RunStep;
import io.github.langfast2api.simulator.Simulator;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LangFastBackendTest {

  private final Simulator simulator = Simulator.start();
  private final LangFastBackend backend = new LangFastBackend(settings(simulator));

  @AfterEach
  void close() {
    backend.close();
    simulator.close();
  }

  @Test
  void oneSignInOnePromptAndOneConnectionServeAllRequests() throws Exception {
    simulator.play("q", RunScript.saying("a"));
    List<Future<String>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 30; i++) {
        answers.add(clients.submit(() -> answer("q").text()));
      }
    }
    for (Future<String> answer : answers) {
      assertEquals("a", answer.get());
    }
    assertEquals(List.of(1, 1, 1, 30), calls());
  }

  @Test
  void anAnswerThatIsWholeBeforeItsRunIsNamedIsNotLost() {
    RunScript fast =
        new RunScript(List.of(RunStep.say("at once"), RunStep.complete("stop")), List.of());
    simulator.play("q", fast);
    for (int i = 0; i < 20; i++) {
      assertEquals("at once", answer("q").text());
    }
  }

  @Test
  void aDropInMidAnswerLosesNothing() {
    simulator.play(
        "q",
        RunScript.of(
            RunStep.say("before"),
            RunStep.pause(Duration.ofMillis(50)),
            RunStep.drop(),
            RunStep.pause(Duration.ofMillis(500)),
            RunStep.say(", after"),
            RunStep.complete("length")));
    assertEquals("before, after", answer("q").text());
    assertEquals(2, simulator.calls(Call.CONNECT));
  }

  @Test
  void anAccessTokenThatTheServerEndedIsReplacedOnce() {
    simulator.play("q", RunScript.saying("a"));
    assertEquals("a", answer("q").text());
    simulator.expireTokens();
    assertEquals("a", answer("q").text());
    assertEquals(1, simulator.calls(Call.REFRESH));
    assertEquals(1, simulator.calls(Call.SIGN_UP));
  }

  @Test
  void aPromptThatIsRefusedIsReplacedOnce() {
    simulator.play("q", RunScript.saying("a"));
    assertEquals("a", answer("q").text());
    simulator.refuseNext(Call.START_RUN, refusal(404, "{\"error\":\"Prompt not found\"}"));
    assertEquals("a", answer("q").text());
    assertEquals(2, simulator.calls(Call.CREATE_PROMPT));
  }

  @ParameterizedTest
  @CsvSource({"400, AccessRefused", "403, AccessRefused", "500, Unavailable", "503, Unavailable"})
  void aPromptThatCannotBeStoredIsNoFaultOfTheRequest(int status, String kind) {
    simulator.refuseNext(Call.CREATE_PROMPT, refusal(status, "{\"message\":\"no\"}"));
    ChatFailure failure = answer("q").failure().orElseThrow();
    assertEquals(kind, failure.getClass().getSimpleName());
    assertEquals(
        "LangFast answered " + status + " when asked to create a prompt: no", failure.message());
  }

  @ParameterizedTest
  @CsvSource({
    "400, messages is not an array",
    "400, Invalid prompt: it was flagged as violating our usage policy",
    "403, Forbidden",
    "404, The model does not exist"
  })
  void aBadRequestCostsNobodyTheStoredPrompt(int status, String message) {
    simulator.play("q", RunScript.saying("a"));
    assertEquals("a", answer("q").text());
    simulator.refuseNext(Call.START_RUN, refusal(status, "{\"error\":\"" + message + "\"}"));
    assertEquals(Optional.empty(), answer("q").finish());
    assertEquals(List.of(1, 1, 1, 2), calls());
  }

  @Test
  void anErrorThatQuotesItsRequestIsToldWithoutIt() {
    simulator.refuseNext(
        Call.START_RUN,
        refusal(
            500,
            "{\"error\":\"Failed for %s: the secret of mine is 42 (%s)\"}"
                .formatted("Bearer eyJhbGciOi.eyJzdWIi.c2ln", Simulator.ANON_KEY)));
    assertEquals(
        "LangFast answered 500 when asked to start the run: Failed for Bearer **** **** (****)",
        answer("the secret of mine is 42").failure().orElseThrow().message());
  }

  @Test
  void aRunsErrorThatQuotesItsRequestIsToldWithoutIt() {
    String text = "the secret of mine is 42";
    simulator.play(text, RunScript.of(RunStep.fail("Flagged: " + text)));
    assertEquals("Flagged: ****", answer(text).failure().orElseThrow().message());
  }

  @Test
  void aNameThatDoesNotResolveIsUnreachable() {
    URI nobody = URI.create("http://langfast.invalid");
    LangFastSettings settings =
        LangFastSettings.of(nobody, nobody, "key", new Credentials.Anonymous());
    try (LangFastBackend lost = new LangFastBackend(settings)) {
      ChatFailure failure =
          io.github.langfast2api.ports.contract.Answer.of(lost, "q").failure().orElseThrow();
      assertEquals(
          new ChatFailure.Unreachable(
              "LangFast cannot be reached to sign in: langfast.invalid cannot be resolved."),
          failure);
    }
  }

  @Test
  void throughAProxyBothRestAndTheSocketServe() throws Exception {
    simulator.play("q", RunScript.saying("a"));
    URI named = URI.create("http://langfast.test:" + simulator.uri().getPort());
    try (ConnectProxy proxy = new ConnectProxy();
        LangFastBackend proxied =
            new LangFastBackend(
                LangFastSettings.of(named, named, Simulator.ANON_KEY, new Credentials.Anonymous())
                    .withProxies(proxy.rules()))) {
      assertEquals("a", io.github.langfast2api.ports.contract.Answer.of(proxied, "q").text());
      assertEquals(Set.of("CONNECT " + named.getAuthority() + " HTTP/1.1"), proxy.asked());
    }
  }

  @Test
  void aPromptThatWasNotTheReasonServesOn() {
    simulator.play("q", RunScript.saying("a"));
    assertEquals("a", answer("q").text());
    simulator.refuseNext(Call.START_RUN, refusal(404, "{\"error\":\"Not found\"}"));
    simulator.refuseNext(Call.START_RUN, refusal(404, "{\"error\":\"Not found\"}"));
    assertEquals(Optional.empty(), answer("q").finish());
    assertEquals("a", answer("q").text());
    assertEquals(
        1, simulator.runs().stream().map(run -> run.getString("prompt_id")).distinct().count());
    assertEquals(2, simulator.runs().size());
  }

  @Test
  void aLimitIsPassedOnWithItsTime() {
    simulator.refuseNext(
        Call.START_RUN,
        new CallRefusal(429, Map.of("Retry-After", "7"), "{\"error\":\"slow down\"}"));
    ChatFailure.RateLimited limited =
        assertInstanceOf(ChatFailure.RateLimited.class, answer("q").failure().orElseThrow());
    assertEquals(Optional.of(Duration.ofSeconds(7)), limited.retryAfter());
    assertEquals(1, simulator.calls(Call.SIGN_UP));
  }

  @Test
  void aQuotaThatIsUsedUpIsPassedOnAsSuch() {
    simulator.refuseNext(
        Call.START_RUN, refusal(429, "{\"error\":\"You have reached your daily quota\"}"));
    assertInstanceOf(ChatFailure.QuotaExhausted.class, answer("q").failure().orElseThrow());
  }

  @Test
  void aSignInThatIsRefusedIsToldToAllWhoWait() {
    simulator.refuseNext(
        Call.SIGN_UP, refusal(403, "{\"code\":403,\"msg\":\"Signups not allowed\"}"));
    ChatFailure failure = answer("q").failure().orElseThrow();
    assertInstanceOf(ChatFailure.AccessRefused.class, failure);
    assertEquals(
        "LangFast answered 403 when asked to sign in: Signups not allowed", failure.message());
  }

  @Test
  void anUpstreamThatIsNotThereIsUnreachable() {
    URI nobody = URI.create("http://127.0.0.1:1");
    LangFastSettings settings =
        LangFastSettings.of(nobody, nobody, "key", new Credentials.Anonymous());
    try (LangFastBackend lost = new LangFastBackend(settings)) {
      var answer = io.github.langfast2api.ports.contract.Answer.of(lost, "q");
      assertInstanceOf(ChatFailure.Unreachable.class, answer.failure().orElseThrow());
    }
  }

  @Test
  void foreignAndMalformedEventsAreNobodysBusiness() {
    simulator.play(
        "q",
        RunScript.of(
            RunStep.packet("42[\"hello\",{\"executionId\":\"{job}\"}]"),
            RunStep.packet("42[\"execution:chunk\",{\"executionId\":\"{job}\",\"content\":"),
            RunStep.packet(
                "42[\"execution:chunk\",{\"executionId\":\"another\",\"content\":\"no\"}]"),
            RunStep.packet(
                "42/admin,[\"execution:chunk\",{\"executionId\":\"{job}\",\"content\":\"x\"}]"),
            RunStep.packet("43[]"),
            RunStep.say("yes"),
            RunStep.complete("stop")));
    assertEquals("yes", answer("q").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dear {{name}}, {{ x }}",
        "{{a}} and {{ a }} and {{a }}",
        "{{{a}}} {{{ a }}} {{{{a}}}}",
        "{{ {{ a }} }} {{a}}",
        "{{a\n}} {{\ta}} {{a}}",
        "{{\u00a0a}} {{a}} {{a\ufeff}}",
        "{{a {{ a }} {{a}} a}}",
        "{{名前}} {{ 名前 }} {{é}} {{😀}} {{ 😀}}",
        "{{a}} {{ a }} {{langfast2api_braces}}",
        "{{a}} {{ a }} {{ langfast2api_braces }} {{langfast2api_braces}}",
        "{{}} {{ }} {{{}}} {a} }} {{ {{a}} {{ a }} $1 \\\\",
      })
  void bracesInAMessageComeThroughAsTheyAre(String text) {
    simulator.play(text, RunScript.saying("a"));
    assertEquals("a", answer(text).text());
  }

  @Test
  void anAnswerThatNobodyReadsDelaysNoOther() {
    String[] long1 = IntStream.range(0, 500).mapToObj(i -> "more and more ").toArray(String[]::new);
    simulator.play("slow", RunScript.saying(long1));
    simulator.play("fast", RunScript.saying("a"));
    try (ChatStream unread =
        backend.open(io.github.langfast2api.ports.contract.Answer.request("slow"))) {
      for (int i = 0; i < 20; i++) {
        assertEquals("a", answer("fast").text());
      }
      assertEquals(
          String.join("", long1), io.github.langfast2api.ports.contract.Answer.rest(unread).text());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closingCancelsWhoReadsAndWhoComesLater(boolean socketPerRun) {
    simulator.play("q", RunScript.of(RunStep.say("so far"), RunStep.hold()));
    Variants variants =
        new Variants(socketPerRun, Variants.FAST.prompt(), false, Variants.ResponseFormatForm.TEXT);
    LangFastBackend closing = new LangFastBackend(settings(simulator).withVariants(variants));
    try (ChatStream stream =
        closing.open(io.github.langfast2api.ports.contract.Answer.request("q"))) {
      assertEquals(Optional.of(new ChatDelta("so far")), stream.next(Duration.ofSeconds(20)));
      closing.close();
      assertEquals(
          Optional.of(new ChatFailure.Cancelled()),
          io.github.langfast2api.ports.contract.Answer.rest(stream).failure());
    }
    assertEquals(
        Optional.of(new ChatFailure.Cancelled()),
        io.github.langfast2api.ports.contract.Answer.of(closing, "q").failure());
    Moments.until("no socket is left", () -> simulator.sockets() == 0);
    assertEquals(0, closing.runs());
  }

  @Test
  void startingConnectsBeforeTheFirstRequest() {
    backend.start();
    Moments.until("the socket is connected", () -> backend.notReadyReason().isEmpty());
    assertEquals(List.of(1, 0, 1, 0), calls());
  }

  private io.github.langfast2api.ports.contract.Answer answer(String text) {
    return io.github.langfast2api.ports.contract.Answer.of(backend, text);
  }

  private static CallRefusal refusal(int status, String body) {
    return new CallRefusal(status, Map.of(), body);
  }

  private List<Integer> calls() {
    return List.of(
        simulator.calls(Call.SIGN_UP),
        simulator.calls(Call.CREATE_PROMPT),
        simulator.calls(Call.CONNECT),
        simulator.calls(Call.START_RUN));
  }
}
