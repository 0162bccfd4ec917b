package io.github.langfast2api.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ChatBackendContract;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.contract.Stage;
import io.github.langfast2api.ports.contract.Wrapped;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoppableBackendTest implements ChatBackendContract {

  private final ScriptedBackend scripted = new ScriptedBackend();
  private final StoppableBackend backend = new StoppableBackend(scripted);

  @Override
  public Stage stage() {
    return new Wrapped(new ScriptedBackend(), StoppableBackend::new);
  }

  @Test
  void whoeverReadsWhenItStopsIsToldSo() {
    scripted.play("q", Script.saying("so far").hold());
    try (ChatStream stream = backend.open(Answer.request("q"))) {
      assertEquals(Optional.of(new ChatDelta("so far")), stream.next(Answer.EVER));
      backend.stop();
      ChatFailure told = Answer.rest(stream).failure().orElseThrow();
      assertInstanceOf(ChatFailure.Overloaded.class, told);
    }
    assertEquals(0, scripted.held());
  }

  @Test
  void whoeverComesAfterItHasStoppedIsToldSo() {
    backend.stop();
    ChatFailure told = Answer.of(backend, "q").failure().orElseThrow();
    assertInstanceOf(ChatFailure.Overloaded.class, told);
    assertEquals(0, scripted.requests().size());
  }

  @Test
  void anAnswerThatIsReadToItsEndIsNobodysToStop() {
    scripted.play("q", Script.saying("all").finish(FinishReason.STOP));
    Answer answer = Answer.of(backend, "q");
    backend.stop();
    assertEquals("all", answer.text());
  }
}
