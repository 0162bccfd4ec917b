package io.github.langfast2api.ports.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ChatBackendContract;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.contract.Stage;
import io.github.langfast2api.ports.contract.Wrapped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AdmissionBackendTest implements ChatBackendContract {

  private final ScriptedBackend scripted = new ScriptedBackend();

  @Override
  public Stage stage() {
    Admission roomy = new Admission(8, 100, Answer.EVER);
    return new Wrapped(new ScriptedBackend(), backend -> new AdmissionBackend(backend, roomy));
  }

  private AdmissionBackend admitting(int answers, int waiting, Duration timeout) {
    scripted.play("hold", Script.saying("a").hold());
    scripted.play("end", Script.saying("b").finish(FinishReason.STOP));
    return new AdmissionBackend(scripted, new Admission(answers, waiting, timeout));
  }

  @Test
  void whoeverFindsNoRoomAndNoPlaceToWaitIsRefusedAtOnce() {
    AdmissionBackend backend = admitting(1, 0, Answer.EVER);
    ChatStream held = backend.open(Answer.request("hold"));
    ChatFailure told = Answer.of(backend, "end").failure().orElseThrow();
    assertInstanceOf(ChatFailure.Overloaded.class, told);
    held.close();
    assertEquals("b", Answer.of(backend, "end").text());
  }

  @Test
  void whoeverWaitsTooLongIsRefused() {
    AdmissionBackend backend = admitting(1, 1, Duration.ofMillis(1));
    ChatStream held = backend.open(Answer.request("hold"));
    ChatFailure told = Answer.of(backend, "end").failure().orElseThrow();
    assertInstanceOf(ChatFailure.Overloaded.class, told);
    held.close();
  }

  @Test
  void whoeverWaitsGetsTheRoomOfWhoeverLeaves() throws Exception {
    AdmissionBackend backend = admitting(1, 1, Answer.EVER);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ChatStream held = backend.open(Answer.request("hold"));
      Future<Answer> waiting = threads.submit(() -> Answer.of(backend, "end"));
      Moments.until("it waits", () -> backend.waiting() == 1);
      assertEquals(1, scripted.requests().size());
      held.close();
      held.close();
      assertEquals("b", waiting.get().text());
      assertEquals(0, backend.waiting());
    }
  }

  @Test
  void whoeverIsInterruptedWaitsNoMoreAndHoldsNoPlace() throws Exception {
    AdmissionBackend backend = admitting(1, 1, Answer.EVER);
    ChatStream held = backend.open(Answer.request("hold"));
    List<ChatFailure> told = new ArrayList<>();
    Thread waiting =
        Thread.ofVirtual().start(() -> told.add(Answer.of(backend, "end").failure().orElseThrow()));
    Moments.pass(MOMENT);
    waiting.interrupt();
    waiting.join();
    assertEquals(List.of(new ChatFailure.Cancelled()), told);
    Thread next = Thread.ofVirtual().start(() -> Answer.of(backend, "end"));
    Moments.pass(MOMENT);
    held.close();
    next.join();
    assertEquals(2, scripted.requests().size());
  }

  @Test
  void aRequestThatIsNotTakenOnGivesItsRoomBack() {
    AdmissionBackend backend =
        new AdmissionBackend(
            request -> {
              throw new ChatException(new ChatFailure.RunFailed("no"));
            },
            new Admission(1, 0, Answer.EVER));
    for (int i = 0; i < 2; i++) {
      ChatFailure told = Answer.of(backend, "q").failure().orElseThrow();
      assertEquals(new ChatFailure.RunFailed("no"), told);
    }
  }

  @Test
  void somebodyIsAdmitted() {
    assertThrows(IllegalArgumentException.class, () -> new Admission(0, 0, Answer.EVER));
    assertThrows(IllegalArgumentException.class, () -> new Admission(1, -1, Answer.EVER));
    assertThrows(IllegalArgumentException.class, () -> new Admission(1, 0, Duration.ZERO));
  }
}
