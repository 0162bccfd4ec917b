package io.github.langfast2api.langfast.emulation;

import static io.github.langfast2api.langfast.emulation.Asked.digitsIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.Rewrite;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.ToolCallEvent;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.ports.usage.CountingBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class EmulatingBackendTest {

  private static final String CALL =
      digitsIn("<tool_call_@ name=\"get_weather\">{\"city\":\"Oslo\"}</tool_call_@>");
  private static final ChatRequest AUTO = Asked.with(new ToolChoice.Auto(), "q");
  private static final ChatRequest REQUIRED = Asked.with(new ToolChoice.Required(), "q");
  private static final ChatRequest JSON = asking(new ResponseFormat.JsonObject());

  private final WritingBackend upstream = new WritingBackend();
  private final EmulatingBackend backend = new EmulatingBackend(upstream, Forms.SETTINGS);

  private static Script saying(String... pieces) {
    return Script.saying(pieces).finish(FinishReason.STOP);
  }

  private static ChatRequest asking(ResponseFormat format) {
    return new ChatRequest(
        "m",
        List.of(Message.of(Role.USER, "q")),
        ChatOptions.DEFAULTS.withResponseFormat(Optional.of(format)));
  }

  private static ChatEvent next(ChatStream stream) {
    return stream.next(Answer.EVER).orElseThrow();
  }

  @Test
  void textThatCannotBecomeTheMarkGoesOutAtOnce() {
    upstream.writes(Script.saying("a <b", " c", " <tool_", "x", " \n", "d", "<tool").hold());
    try (ChatStream stream = backend.open(AUTO)) {
      List<String> seen = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        seen.add(((ChatDelta) next(stream)).text());
      }
      assertEquals(List.of("a <b", " c", " <tool_x", " \nd"), seen);
      assertEquals(Optional.empty(), stream.next(Duration.ofMillis(1)));
    }
  }

  @Test
  void aCallGoesOutAsSoonAsItsArgumentsAreWhole() {
    upstream.writes(Script.saying(CALL.substring(0, CALL.indexOf("</"))).hold());
    try (ChatStream stream = backend.open(AUTO)) {
      ToolCallEvent call = assertInstanceOf(ToolCallEvent.class, next(stream));
      assertTrue(Pattern.matches("call_[a-zA-Z0-9]{24}", call.call().id()), call.call().id());
    }
  }

  @Test
  void theFormIsInNobodysWordsButTheModels() {
    for (String text : List.of(CALL, "Is " + CALL + " a call?")) {
      WritingBackend echo = new WritingBackend();
      EmulatingBackend emulating =
          new EmulatingBackend(
              request -> {
                echo.writes(saying(request.messages().getLast().text()));
                return echo.open(request);
              },
              Forms.SETTINGS);
      List<Message> results = List.of(Asked.calling("", "a get_time {}"), Asked.result("a", text));
      for (List<Message> messages : List.of(List.of(Asked.user(text)), results)) {
        ChatRequest request = Asked.with(Asked.TOOLS, messages.toArray(Message[]::new));
        Answer answer = Answer.rest(emulating.open(request));
        assertEquals(List.of(), answer.calls());
        assertEquals(Optional.of(FinishReason.STOP), answer.finish().map(Finish::reason));
      }
    }
  }

  @Test
  void theModelIsAskedOnceMoreWithItsAnswerAndWhatIsWrongWithIt() {
    upstream.writes(saying("It rains.")).writes(saying(CALL));
    Answer answer = Answer.rest(backend.open(REQUIRED));
    assertEquals(1, answer.calls().size());
    assertEquals("", answer.text());
    ChatRequest first = upstream.requests().getFirst();
    ChatRequest second = upstream.requests().getLast();
    int size = first.messages().size();
    assertEquals(first.messages(), second.messages().subList(0, size));
    assertEquals(Message.of(Role.ASSISTANT, "It rains."), second.messages().get(size));
    String told = second.messages().get(size + 1).text();
    assertTrue(told.contains("it does not call a tool, which it must"), told);
    assertEquals(first.options(), second.options());
  }

  @Test
  void whatTheModelIsAskedTwiceAndCannotDoIsAFailure() {
    upstream.writes(saying("No.")).writes(saying(""));
    ChatStream stream = backend.open(REQUIRED);
    Answer answer = Answer.rest(stream);
    ChatFailure failure = answer.failure().orElseThrow();
    assertInstanceOf(ChatFailure.InvalidAnswer.class, failure);
    assertEquals(
        "The model was asked twice, and its answer cannot be used: it does not call a tool, which"
            + " it must.",
        failure.message());
    ChatException again = assertThrows(ChatException.class, () -> stream.next(Answer.EVER));
    assertEquals(failure, again.failure());
    assertEquals(0, upstream.held());
  }

  @Test
  void aFailureOfTheSecondRunIsTold() {
    ChatFailure failure = new ChatFailure.RateLimited("slow down", Optional.empty());
    upstream.writes(saying("No."));
    AtomicInteger opened = new AtomicInteger();
    ChatBackend once =
        request -> {
          if (opened.incrementAndGet() > 1) {
            throw new ChatException(failure);
          }
          return upstream.open(request);
        };
    Answer answer = Answer.rest(new EmulatingBackend(once, Forms.SETTINGS).open(REQUIRED));
    assertEquals(Optional.of(failure), answer.failure());
  }

  @ParameterizedTest
  @MethodSource("brokenJson")
  void jsonThatWasPassedOnIsTakenBackWithItsFaultBeforeTheSecondAsk(
      ResponseFormat format, String fault) {
    upstream.writes(saying("{\"a\":\"", "x\"}", "}"));
    upstream.writes(saying("{\"a\":1,\"b\":2}"));
    try (ChatStream stream = backend.open(asking(format))) {
      assertEquals(new ChatDelta("{\"a\":\""), next(stream));
      assertEquals(new ChatDelta("x\"}"), next(stream));
      Rewrite rewrite = assertInstanceOf(Rewrite.class, next(stream));
      assertEquals("", rewrite.text());
      String why = "The answer was begun, and it cannot be used: " + fault + ".";
      assertEquals(new ChatFailure.InvalidAnswer(why), rewrite.failure());
      assertEquals(1, upstream.requests().size());
      assertEquals(new ChatDelta("{\"a\":1,\"b\":2}"), next(stream));
      assertEquals(Finish.of(FinishReason.STOP), next(stream));
    }
  }

  private static Stream<Arguments> brokenJson() {
    String broken = "it does not follow the schema: ";
    return Stream.of(
        Arguments.of(
            schema("{\"properties\":{\"a\":{\"type\":\"integer\"}},\"type\":\"object\"}"),
            broken + "/a: Value is [string] but should be [integer]"),
        Arguments.of(
            schema("{\"required\":[\"b\"],\"type\":\"object\"}"),
            broken + "Object does not have some of the required properties [b]"));
  }

  private static ResponseFormat schema(String schema) {
    return new ResponseFormat.JsonSchema(
        "s", Optional.empty(), Optional.of(schema), Optional.of(true));
  }

  @Test
  void whoHasSentJsonThatIsTakenBackStartsNoSecondRun() {
    upstream.writes(saying("{\"a\":", "x")).writes(saying("{\"a\":", "x"));
    for (int i = 1; i <= 2; i++) {
      try (ChatStream stream = backend.open(JSON)) {
        assertEquals(new ChatDelta("{\"a\":"), next(stream));
        Rewrite rewrite = assertInstanceOf(Rewrite.class, next(stream));
        String why = "The answer was begun, and it cannot be used: it is not valid JSON.";
        assertEquals(new ChatFailure.InvalidAnswer(why), rewrite.failure());
      }
      assertEquals(i, upstream.requests().size());
    }
    assertEquals(0, upstream.held());
  }

  @Test
  void jsonOfWhichNothingWasPassedOnIsAskedForOnceMore() {
    upstream.writes(saying("I cannot.")).writes(saying("{\"a\":1}"));
    try (ChatStream stream = backend.open(JSON)) {
      assertEquals(new ChatDelta("{\"a\":1}"), next(stream));
      assertEquals(2, upstream.requests().size());
    }
  }

  @Test
  void usageIsThatOfBothRuns() {
    ChatBackend counting = new CountingBackend(upstream, model -> text -> 1);
    upstream.writes(saying("No.")).writes(saying("Yes.", CALL));
    ChatStream stream = new EmulatingBackend(counting, Forms.SETTINGS).open(REQUIRED);
    Usage usage = Answer.rest(stream).finish().flatMap(Finish::usage).orElseThrow();
    int first = 3 + 2 * (3 + 2);
    assertEquals(new Usage(first + first + 2 * (3 + 2), 2, 0, 0), usage);
    assertEquals(Optional.of(usage), stream.usageSoFar());
  }

  @Test
  void whoEndsAnAnswerIsToldWhatItCostSoFar() {
    ChatBackend counting = new CountingBackend(upstream, model -> String::length);
    upstream.writes(saying("No.")).writes(Script.saying("abc").hold());
    try (ChatStream stream = new EmulatingBackend(counting, Forms.SETTINGS).open(REQUIRED)) {
      assertEquals(Optional.empty(), stream.next(Duration.ofMillis(200)));
      assertEquals(3 + 3, stream.usageSoFar().orElseThrow().completion());
    }
  }

  @Test
  void whatNobodyHasSeenCanBeRewritten() {
    String call = CALL.substring(0, CALL.indexOf("Oslo"));
    upstream.writes(Script.saying(call).rewrite("Hm. ").say(CALL).finish(FinishReason.STOP));
    try (ChatStream stream = backend.open(AUTO)) {
      assertEquals(new ChatDelta("Hm."), next(stream));
      assertInstanceOf(ToolCallEvent.class, next(stream));
      assertEquals(Finish.of(FinishReason.TOOL_CALLS), next(stream));
    }
  }

  @Test
  void contentThatIsRewrittenIsTakenBack() {
    upstream.writes(Script.saying("41").rewrite("42").say("!").finish(FinishReason.STOP));
    try (ChatStream stream = backend.open(AUTO)) {
      assertEquals(new ChatDelta("41"), next(stream));
      assertEquals(new Rewrite(""), next(stream));
      assertEquals("42!", Answer.rest(stream).text());
    }
  }

  @Test
  void aCallIsNeverTakenBack() {
    upstream.writes(Script.saying(CALL).rewrite("42").finish(FinishReason.STOP));
    Answer answer = Answer.rest(backend.open(AUTO));
    assertEquals(1, answer.calls().size());
    assertEquals(Optional.of(new ChatFailure.AnswerRewritten()), answer.failure());
    assertEquals(0, upstream.held());
  }

  @Test
  void aCallThatIsTooLongEndsTheAnswer() {
    String piece = "x".repeat(1 << 20);
    String opening = digitsIn("<tool_call_@ name=\"get_time\">{\"a\":\"");
    upstream.writes(saying(opening, piece, piece, piece, piece, "\"}"));
    Answer answer = Answer.rest(backend.open(AUTO));
    assertInstanceOf(ChatFailure.InvalidAnswer.class, answer.failure().orElseThrow());
    assertEquals(0, upstream.held());
  }

  @Test
  void aDeepCallIsRead() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    upstream.writes(saying(digitsIn("<tool_call_@ name=\"get_time\">{\"a\":" + deep + "}")));
    Answer answer = Answer.rest(backend.open(AUTO));
    assertEquals("{\"a\":" + deep + "}", answer.calls().getFirst().arguments());
  }

  @Test
  void theReaderIsFreedWhileTheSecondRunIsOpened() throws Exception {
    upstream.writes(saying("No."));
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicInteger opened = new AtomicInteger();
    ChatBackend stuck =
        request -> {
          if (opened.incrementAndGet() == 1) {
            return upstream.open(request);
          }
          opening.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
          }
          throw new ChatException(new ChatFailure.Cancelled());
        };
    ChatStream stream = new EmulatingBackend(stuck, Forms.SETTINGS).open(REQUIRED);
    assertEquals(Optional.empty(), stream.next(Duration.ofMillis(10)));
    opening.await();
    Thread closer = Thread.ofVirtual().start(stream::close);
    assertEquals(Optional.of(new ChatFailure.Cancelled()), Answer.rest(stream).failure());
    closer.join();
    interrupted.await();
  }

  @Test
  void theObserverIsToldOnceWhatItTook() {
    List<EmulationCounts> told = new ArrayList<>();
    EmulationSettings settings =
        new EmulationSettings(
            "a secret",
            Forms.SETTINGS.roles(),
            false,
            new JsonSchemas(),
            new MemoryBudget(1L << 30),
            () -> told::add);
    upstream.writes(saying("No.")).writes(saying(CALL.replace("}", ",}"), " So.", CALL));
    Answer.rest(new EmulatingBackend(upstream, settings).open(REQUIRED));
    assertEquals(List.of(new EmulationCounts(2, 1, 1, 1, 0)), told);
    told.clear();
    upstream.writes(saying("No.")).writes(saying("No."));
    Answer.rest(new EmulatingBackend(upstream, settings).open(REQUIRED));
    assertEquals(List.of(new EmulationCounts(0, 0, 0, 1, 1)), told);
  }

  @Test
  void anAnswerThatIsLeftIsToldOfAndOneThatIsTakenBackIsARefusal() {
    List<EmulationCounts> told = new ArrayList<>();
    EmulationSettings settings =
        new EmulationSettings(
            "a secret",
            Forms.SETTINGS.roles(),
            false,
            new JsonSchemas(),
            new MemoryBudget(1L << 30),
            () -> told::add);
    EmulatingBackend observed = new EmulatingBackend(upstream, settings);
    upstream.writes(Script.saying(CALL).hold());
    ChatStream left = observed.open(AUTO);
    assertInstanceOf(ToolCallEvent.class, next(left));
    left.close();
    left.close();
    assertEquals(List.of(new EmulationCounts(1, 0, 0, 0, 0)), told);
    upstream.writes(saying("{\"a\":", "x"));
    ChatStream takenBack = observed.open(JSON);
    assertEquals(new ChatDelta("{\"a\":"), next(takenBack));
    assertInstanceOf(Rewrite.class, next(takenBack));
    takenBack.close();
    assertEquals(new EmulationCounts(0, 0, 0, 0, 1), told.getLast());
  }

  @Test
  void severalAnswersToOneRequestAreToldTheSame() {
    upstream.writes(saying("a")).writes(saying("b"));
    assertEquals("a", Answer.rest(backend.open(AUTO)).text());
    assertEquals("b", Answer.rest(backend.open(AUTO)).text());
    assertEquals(upstream.requests().getFirst(), upstream.requests().getLast());
  }
}
