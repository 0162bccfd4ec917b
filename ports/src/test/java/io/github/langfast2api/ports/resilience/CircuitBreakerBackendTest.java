package io.github.langfast2api.ports.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ChatBackendContract;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.contract.Stage;
import io.github.langfast2api.ports.contract.Wrapped;
import io.github.langfast2api.ports.resilience.RetryBackendTest.Failing;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerBackendTest implements ChatBackendContract {

  private static final ChatFailure LOST = new ChatFailure.Unreachable("gone");

  private final AtomicLong nanos = new AtomicLong();
  private final Failing failing = new Failing();
  private final CircuitBreakerBackend backend = new CircuitBreakerBackend(failing, 3, nanos::get);

  @Override
  public Stage stage() {
    return new Wrapped(new ScriptedBackend(), inner -> new CircuitBreakerBackend(inner, 3));
  }

  @Test
  void aBackendThatIsDownIsLeftAlone() {
    fail(3);
    assertEquals(Optional.of("gone"), backend.notReadyReason());
    assertEquals(
        Optional.of(new ChatFailure.Unavailable("gone", Optional.of(Duration.ofSeconds(1)))),
        ask());
    assertEquals(3, failing.opened);
  }

  @Test
  void afterATimeOneRequestSeesWhetherItIsBack() {
    fail(3);
    pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), ask());
    assertEquals(Optional.empty(), backend.notReadyReason());
    assertEquals(Optional.empty(), ask());
  }

  @Test
  void whenItIsTimeToSeeThereIsNoObstacle() {
    fail(3);
    pass(Duration.ofSeconds(1).minusNanos(1));
    assertEquals(Optional.of("gone"), backend.notReadyReason());
    pass(Duration.ofNanos(1));
    assertEquals(Optional.empty(), backend.notReadyReason());
  }

  @Test
  void whoSetOutBeforeItWentDownSaysNothingOfItAfterwards() {
    Circuit circuit = new Circuit(1, nanos::get);
    boolean straggler = circuit.acquire();
    circuit.onFailure(circuit.acquire(), "gone");
    pass(Duration.ofSeconds(1));
    assertTrue(circuit.acquire(), "it is time to see");
    circuit.onFailure(straggler, "gone too");
    circuit.release(straggler);
    circuit.onSuccess(straggler);
    assertThrows(ChatException.class, circuit::acquire);
    circuit.onSuccess(true);
    assertFalse(circuit.acquire(), "it is closed");
  }

  @Test
  void itIsLeftAloneForLongerEachTimeAndNeverForMoreThanHalfAMinute() {
    fail(3);
    for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      pass(Duration.ofSeconds(seconds).minusNanos(1));
      int before = failing.opened;
      assertEquals(Duration.ofNanos(1), left());
      assertEquals(before, failing.opened);
      pass(Duration.ofNanos(1));
      fail(1);
      assertEquals(before + 1, failing.opened);
    }
  }

  @Test
  void failuresThatAreNotInARowDoNotCount() {
    fail(2);
    assertEquals(Optional.empty(), ask());
    fail(2);
    assertEquals(Optional.empty(), backend.notReadyReason());
  }

  @Test
  void aRefusalShowsThatItIsThere() {
    fail(2);
    ChatFailure refusal = new ChatFailure.RateLimited("slow", Optional.empty());
    failing.failures.add(refusal);
    assertEquals(Optional.of(refusal), ask());
    fail(2);
    assertEquals(Optional.empty(), backend.notReadyReason());
  }

  @Test
  void whoIsCancelledWhileItSeesLeavesItToTheNext() {
    fail(3);
    pass(Duration.ofSeconds(1));
    failing.failures.add(new ChatFailure.Cancelled());
    assertEquals(Optional.of(new ChatFailure.Cancelled()), ask());
    assertEquals(Optional.empty(), ask());
  }

  @Test
  void itsStateTellsSinceWhenTheBackendHasFailed() {
    pass(Duration.ofSeconds(7));
    assertEquals(state(CircuitState.Position.CLOSED, 0, 7), backend.state());
    fail(2);
    assertEquals(state(CircuitState.Position.CLOSED, 2, 7), backend.state());
    fail(1);
    pass(Duration.ofMillis(500));
    assertEquals(
        new CircuitState(CircuitState.Position.OPEN, 3, Duration.ofMillis(500)), backend.state());
    pass(Duration.ofMillis(500));
    assertEquals(state(CircuitState.Position.HALF_OPEN, 3, 1), backend.state());
    fail(1);
    pass(Duration.ofSeconds(1));
    assertEquals(state(CircuitState.Position.OPEN, 3, 2), backend.state());
    pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), ask());
    pass(Duration.ofSeconds(4));
    assertEquals(state(CircuitState.Position.CLOSED, 0, 4), backend.state());
  }

  private static CircuitState state(CircuitState.Position position, int failures, int seconds) {
    return new CircuitState(position, failures, Duration.ofSeconds(seconds));
  }

  private void fail(int times) {
    failing.failures.addAll(Collections.nCopies(times, LOST));
    for (int i = 0; i < times; i++) {
      assertEquals(Optional.of(LOST), ask());
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private Duration left() {
    return ((ChatFailure.Unavailable) ask().orElseThrow()).retryAfter().orElseThrow();
  }

  private Optional<ChatFailure> ask() {
    return Answer.of(backend, "q").failure();
  }
}
