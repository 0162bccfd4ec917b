package io.github.langfast2api.ports.resilience;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A circuit breaker's state: closed, open, or half-open with one probe request under way. Every
 * acquired permission ends with one call of {@link #onSuccess}, {@link #onFailure} or {@link
 * #release}. Safe for any thread.
 */
final class Circuit {

  private static final Duration MIN_OPEN = Duration.ofSeconds(1);
  private static final Duration MAX_OPEN = Duration.ofSeconds(30);

  private final int threshold;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private int failures;
  private String lastFailure = "";
  private Duration openDuration = MIN_OPEN;
  private long openedAt;
  private long changedAt;
  private boolean probing;

  Circuit(int threshold, LongSupplier nanoTime) {
    if (threshold < 1) {
      throw new IllegalArgumentException("the circuit would always be open");
    }
    this.threshold = threshold;
    this.nanoTime = nanoTime;
    this.changedAt = nanoTime.getAsLong();
  }

  /**
   * Permits a request.
   *
   * @return whether it is the probe of a half-open circuit: what becomes of requests that were
   *     permitted before the circuit opened changes nothing any more
   * @throws ChatException with {@link ChatFailure.Unavailable} if the circuit is open, or half-open
   *     with a probe under way
   */
  boolean acquire() {
    lock.lock();
    try {
      if (!isOpen()) {
        return false;
      }
      Duration left = untilHalfOpen();
      if (probing || left.isPositive()) {
        Duration wait = left.isPositive() ? left : MIN_OPEN;
        throw new ChatException(new ChatFailure.Unavailable(lastFailure, Optional.of(wait)));
      }
      probing = true;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Records a success: it closes a half-open circuit, and resets the count of a closed one. */
  void onSuccess(boolean probe) {
    lock.lock();
    try {
      if (probe || !isOpen()) {
        if (isOpen()) {
          changedAt = nanoTime.getAsLong();
        }
        failures = 0;
        openDuration = MIN_OPEN;
      }
      probing &= !probe;
    } finally {
      lock.unlock();
    }
  }

  /** Records a failure; a failed probe opens the circuit for twice as long as before. */
  void onFailure(boolean probe, String reason) {
    lock.lock();
    try {
      if (probe) {
        Duration doubled = openDuration.multipliedBy(2);
        openDuration = doubled.compareTo(MAX_OPEN) < 0 ? doubled : MAX_OPEN;
      } else if (!isOpen()) {
        failures++;
      } else {
        return;
      }
      lastFailure = reason;
      openedAt = nanoTime.getAsLong();
      if (!probe && isOpen()) {
        changedAt = openedAt;
      }
      probing = false;
    } finally {
      lock.unlock();
    }
  }

  /** Gives a permission back without an outcome, so that another request may be the probe. */
  void release(boolean probe) {
    lock.lock();
    try {
      probing &= !probe;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Why the circuit is open; empty if it is closed or half-open. A half-open circuit counts as
   * ready, since it takes a request to close it.
   */
  Optional<String> notReadyReason() {
    lock.lock();
    try {
      return isOpen() && untilHalfOpen().isPositive() ? Optional.of(lastFailure) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** What it is now. */
  CircuitState state() {
    lock.lock();
    try {
      Duration lasted = Duration.ofNanos(nanoTime.getAsLong() - changedAt);
      Duration left = untilHalfOpen();
      CircuitState.Position position =
          !isOpen()
              ? CircuitState.Position.CLOSED
              : left.isPositive() ? CircuitState.Position.OPEN : CircuitState.Position.HALF_OPEN;
      return new CircuitState(position, failures, lasted);
    } finally {
      lock.unlock();
    }
  }

  private Duration untilHalfOpen() {
    return openDuration.minusNanos(nanoTime.getAsLong() - openedAt);
  }

  private boolean isOpen() {
    return failures >= threshold;
  }
}
