package io.github.langfast2api.ports.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ChatBackendContract;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.contract.Stage;
import io.github.langfast2api.ports.contract.Wrapped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DrainingBackendTest implements ChatBackendContract {

  private final ScriptedBackend scripted = new ScriptedBackend();
  private final DrainingBackend backend = new DrainingBackend(scripted);

  @Override
  public Stage stage() {
    return new Wrapped(new ScriptedBackend(), DrainingBackend::new);
  }

  @Test
  void whoeverReadsWhenItStopsIsToldSo() {
    scripted.play("q", Script.saying("so far").hold());
    try (ChatStream stream = backend.open(Answer.request("q"))) {
      assertEquals(Optional.of(new ChatDelta("so far")), stream.next(Answer.EVER));
      backend.stop();
      ChatFailure told = Answer.rest(stream).failure().orElseThrow();
      assertEquals(new ChatFailure.Draining(), told);
    }
    assertEquals(0, scripted.held());
  }

  @Test
  void whoeverComesAfterItHasStoppedIsToldSo() {
    backend.stop();
    ChatFailure told = Answer.of(backend, "q").failure().orElseThrow();
    assertEquals(new ChatFailure.Draining(), told);
    assertEquals(0, scripted.requests().size());
  }

  @Test
  void whoeverReadsWhileItDrainsGetsAllOfTheAnswer() throws InterruptedException {
    scripted.play("q", Script.saying("so ", "far").finish(FinishReason.STOP));
    assertEquals(Optional.empty(), backend.notReadyReason());
    try (ChatStream stream = backend.open(Answer.request("q"))) {
      backend.drain();
      assertFalse(backend.awaitIdle(Duration.ofMillis(1)), "idle");
      assertEquals("so far", Answer.rest(stream).text());
    }
    assertTrue(backend.awaitIdle(Answer.EVER), "not idle");
    assertEquals(Optional.of("The gateway is stopping."), backend.notReadyReason());
  }

  @Test
  void whoeverComesWhileItDrainsIsToldSo() {
    backend.drain();
    ChatFailure told = Answer.of(backend, "q").failure().orElseThrow();
    assertEquals(new ChatFailure.Draining(), told);
    assertEquals(0, backend.answers());
  }

  @Test
  void whoeverWaitsForItToDrainIsWokenWhenItDoes() throws Exception {
    assertFalse(backend.awaitDraining(Duration.ofMillis(1)), "draining");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> waiting = threads.submit(() -> backend.awaitDraining(Answer.EVER));
      backend.drain();
      assertTrue(waiting.get(), "not draining");
    }
    assertTrue(backend.awaitDraining(Duration.ZERO), "not draining");
  }

  @Test
  void aRequestThatIsNotTakenOnIsNotWaitedFor() throws InterruptedException {
    DrainingBackend refusing =
        new DrainingBackend(
            request -> {
              throw new ChatException(new ChatFailure.RunFailed("no"));
            });
    assertTrue(Answer.of(refusing, "q").failure().isPresent());
    assertTrue(refusing.awaitIdle(Duration.ofMillis(1)), "not idle");
  }

  @Test
  void anAnswerThatIsReadToItsEndIsNobodysToStop() {
    scripted.play("q", Script.saying("all").finish(FinishReason.STOP));
    Answer answer = Answer.of(backend, "q");
    backend.stop();
    assertEquals("all", answer.text());
  }
}
