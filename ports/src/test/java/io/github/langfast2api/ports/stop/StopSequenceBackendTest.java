package io.github.langfast2api.ports.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Rewrite;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ChatBackendContract;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.contract.Stage;
import io.github.langfast2api.ports.contract.Wrapped;
import io.github.langfast2api.ports.usage.CountingBackend;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Under the contract every request has stop texts, to which no answer comes. */
class StopSequenceBackendTest implements ChatBackendContract {

  private final ScriptedBackend scripted = new ScriptedBackend();

  @Override
  public Stage stage() {
    return new Wrapped(
        new ScriptedBackend(),
        backend -> stoppingAt(backend, "\u0007", "piece 7 piece 7", "b?", "42!?"));
  }

  @Override
  public boolean usesSinks() {
    return false;
  }

  private static ChatBackend stoppingAt(ChatBackend backend, String... stops) {
    StopSequenceBackend stopping = new StopSequenceBackend(backend);
    return request -> stopping.open(withStops(request, stops));
  }

  private static ChatRequest withStops(ChatRequest request, String... stops) {
    ChatOptions options = request.options().withStop(List.of(stops));
    return new ChatRequest(request.model(), request.messages(), options);
  }

  private ChatStream open(Script script, String... stops) {
    scripted.play("q", script);
    return stoppingAt(scripted, stops).open(Answer.request("q"));
  }

  @Test
  void theAnswerEndsBeforeTheStopText() {
    try (ChatStream stream = open(Script.saying("one, t", "wo, three").hold(), "two", ", thr")) {
      Finish stop = new Finish(FinishReason.STOP, Optional.empty(), Optional.of("two"));
      assertEquals(new Answer("one, ", Optional.of(stop), Optional.empty()), Answer.rest(stream));
      assertThrows(IllegalStateException.class, () -> stream.next(Answer.EVER));
    }
  }

  @Test
  void whatFollowsAStopTextIsNotPaidFor() {
    try (ChatStream stream = open(Script.saying("one. two").hold(), ".")) {
      assertEquals(Optional.of(new ChatDelta("one")), stream.next(Answer.EVER));
      assertEquals(0, scripted.held());
    }
  }

  @Test
  void theBackendIsNotAskedToStop() {
    try (ChatStream stream = open(Script.saying("x").finish(FinishReason.STOP), "y")) {
      assertEquals("x", Answer.rest(stream).text());
      assertEquals(List.of(), scripted.requests().getLast().options().stop());
    }
  }

  @Test
  void aStopTextThatIsNeverCompleteIsText() {
    try (ChatStream stream =
        open(Script.saying("to be", " EN").finish(FinishReason.LENGTH), "END")) {
      Answer answer = Answer.rest(stream);
      assertEquals("to be EN", answer.text());
      assertEquals(Optional.of(FinishReason.LENGTH), answer.finish().map(Finish::reason));
    }
  }

  @Test
  void textThatWasHeldBackGoesOutBeforeAFailure() {
    ChatFailure failure = new ChatFailure.RunFailed("no");
    try (ChatStream stream = open(Script.saying("to be", " EN").fail(failure), "END")) {
      assertEquals(
          new Answer("to be EN", Optional.empty(), Optional.of(failure)), Answer.rest(stream));
    }
  }

  @Test
  void aRewriteEndsBeforeAStopTextToo() {
    Script script = Script.saying("41 E").rewrite("42 END").hold();
    try (ChatStream stream = open(script, "END")) {
      assertEquals(Optional.of(new ChatDelta("41 ")), stream.next(Answer.EVER));
      assertEquals(Optional.of(new Rewrite("42 ")), stream.next(Answer.EVER));
      assertEquals(
          Optional.of(new Finish(FinishReason.STOP, Optional.empty(), Optional.of("END"))),
          stream.next(Answer.EVER));
    }
  }

  @Test
  void aStreamThatWasClosedBeforeItsEndWasReadSaysSo() {
    ChatStream stream = open(Script.saying("one. two").hold(), ".");
    assertEquals(Optional.of(new ChatDelta("one")), stream.next(Answer.EVER));
    stream.close();
    ChatException told = assertThrows(ChatException.class, () -> stream.next(Answer.EVER));
    assertEquals(new ChatFailure.Cancelled(), told.failure());
  }

  @Test
  void whatIsHeldBackGoesOutBeforeACall() {
    Script script = Script.saying("to be EN").call("look", "{\"a\":\"END\"}");
    try (ChatStream stream = open(script.finish(FinishReason.TOOL_CALLS), "END")) {
      Answer answer = Answer.rest(stream);
      assertEquals("to be EN", answer.text());
      assertEquals("{\"a\":\"END\"}", answer.calls().getFirst().arguments());
      assertEquals(Optional.of(FinishReason.TOOL_CALLS), answer.finish().map(Finish::reason));
    }
  }

  @Test
  void anAnswerThatIsEndedTellsWhatItHasCostSoFar() {
    ChatBackend counting = new CountingBackend(scripted, model -> text -> text.length());
    scripted.play("q", Script.saying("to be END").hold());
    ChatRequest request = withStops(Answer.request("q"), "END");
    try (ChatStream stream = new StopSequenceBackend(counting).open(request)) {
      Usage usage = Answer.rest(stream).finish().flatMap(Finish::usage).orElseThrow();
      assertEquals("to be END".length(), usage.completion());
    }
  }
}
