package io.github.langfast2api.langfast.emulation;

import static io.github.langfast2api.langfast.emulation.Asked.digitsIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.memory.MemoryBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What answers hold while they are read, within what they may together. */
@Timeout(120)
class AnswerMemoryTest {

  private static final int BUDGET_BYTES = 4 << 20;
  private static final String LONG = "x".repeat(300_000);
  private static final String OPENING = digitsIn("<tool_call_@ name=\"get_time\">{\"a\":\"");
  private static final String CLOSING = digitsIn("\"}</tool_call_@>");
  private static final ChatRequest AUTO = Asked.with(new ToolChoice.Auto(), "q");
  private static final ChatRequest REQUIRED = Asked.with(new ToolChoice.Required(), "q");
  private static final ChatRequest OBJECT = json(new ResponseFormat.JsonObject());
  private static final ChatRequest STRICT =
      json(
          new ResponseFormat.JsonSchema(
              "s", Optional.empty(), Optional.of("{\"type\":\"object\"}"), Optional.of(true)));

  private final MemoryBudget memory = new MemoryBudget(BUDGET_BYTES);
  private final WritingBackend upstream = new WritingBackend();
  private final EmulatingBackend backend =
      new EmulatingBackend(
          upstream,
          new EmulationSettings(
              Forms.SETTINGS.secret(),
              Forms.SETTINGS.roles(),
              false,
              Forms.SETTINGS.schemas(),
              memory,
              EmulationObserver.NONE));

  private static ChatRequest json(ResponseFormat format) {
    return new ChatRequest(
        "m",
        List.of(Message.of(Role.USER, "q")),
        ChatOptions.DEFAULTS.withResponseFormat(Optional.of(format)));
  }

  private static Stream<Arguments> held() {
    return Stream.of(
        Arguments.of("a call that is being written", AUTO, OPENING),
        Arguments.of("content that waits for a call", REQUIRED, ""),
        Arguments.of("JSON that is to be checked", STRICT, "{\"a\":\""),
        Arguments.of("white space that may be no content", OBJECT, "{\"a\":[1," + " ".repeat(9)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("held")
  void whatManyAnswersHoldAtOnceIsBoundedAndWhoeverGrowsOverItIsTold(
      String what, ChatRequest request, String opening) {
    String piece = request.equals(OBJECT) ? " ".repeat(LONG.length()) : LONG;
    List<ChatStream> streams = new ArrayList<>();
    List<ChatFailure> failures = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      upstream.writes(Script.saying(opening, piece).hold());
      ChatStream stream = backend.open(request);
      streams.add(stream);
      readAll(stream).ifPresent(failures::add);
      assertTrue(memory.reserved() <= BUDGET_BYTES);
    }
    assertTrue(!failures.isEmpty() && failures.size() < 10, what + ": " + failures.size());
    failures.forEach(failure -> assertInstanceOf(ChatFailure.Overloaded.class, failure));
    assertEquals(10 - failures.size(), upstream.held());
    streams.forEach(ChatStream::close);
    assertEquals(0, memory.reserved());
    assertEquals(0, upstream.held());
  }

  /** Reads all there is; gives what it failed with. */
  private static Optional<ChatFailure> readAll(ChatStream stream) {
    try {
      while (stream.next(Duration.ZERO).isPresent()) {}
      return Optional.empty();
    } catch (ChatException e) {
      return Optional.of(e.failure());
    }
  }

  @Test
  void callsThatHaveBeenTakenHoldNothing() {
    Script script = Script.saying();
    for (int i = 0; i < 30; i++) {
      script = script.say(OPENING, LONG, CLOSING);
    }
    upstream.writes(script.finish(FinishReason.STOP));
    Answer answer = Answer.rest(backend.open(AUTO));
    assertEquals(30, answer.calls().size());
    assertEquals(Optional.of(FinishReason.TOOL_CALLS), answer.finish().map(Finish::reason));
    assertEquals(0, memory.reserved());
  }

  @Test
  void jsonThatIsPassedOnAndNotCheckedHoldsNothing() {
    Script script = Script.saying("{\"a\":[");
    for (int i = 0; i < 10; i++) {
      script = script.say("\"", LONG, "\",\n");
    }
    upstream.writes(script.say("1]}").finish(FinishReason.STOP));
    Answer answer = Answer.rest(backend.open(OBJECT));
    assertEquals(Optional.of(FinishReason.STOP), answer.finish().map(Finish::reason));
    assertEquals(script.text().length() + "1]}".length(), answer.text().length());
    assertEquals(0, memory.reserved());
  }

  @Test
  void jsonIsCheckedOnlyIfThereIsRoomForItsValues() {
    upstream.writes(
        Script.saying("{\"a\":[" + "[],".repeat(50_000) + "1]}").finish(FinishReason.STOP));
    Answer answer = Answer.rest(backend.open(STRICT));
    assertInstanceOf(ChatFailure.Overloaded.class, answer.failure().orElseThrow());
    assertEquals(0, memory.reserved());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void everyEndGivesTheMemoryBack(String how, ChatRequest request, List<Script> scripts) {
    scripts.forEach(upstream::writes);
    ChatStream stream = backend.open(request);
    var unused = Answer.rest(stream);
    assertEquals(0, memory.reserved());
    stream.close();
    assertEquals(0, memory.reserved());
  }

  private static Stream<Arguments> ends() {
    Script open = Script.saying(OPENING, LONG);
    Script unused = Script.saying(LONG).finish(FinishReason.STOP);
    return Stream.of(
        Arguments.of("a finish", AUTO, List.of(open.say(CLOSING).finish(FinishReason.STOP))),
        Arguments.of("a cut", AUTO, List.of(open.finish(FinishReason.LENGTH))),
        Arguments.of("a failure", AUTO, List.of(open.fail(new ChatFailure.RunFailed("no")))),
        Arguments.of("a rewrite", AUTO, List.of(open.rewrite("Hm.").finish(FinishReason.STOP))),
        Arguments.of("two refusals", REQUIRED, List.of(unused, unused)),
        Arguments.of(
            "checked JSON", STRICT, List.of(Script.saying("{}").finish(FinishReason.STOP))));
  }
}
