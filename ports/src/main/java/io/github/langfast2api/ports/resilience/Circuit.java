package io.github.langfast2api.ports.resilience;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Whether requests may go through: closed they may, open they may not, but one to see. */
final class Circuit {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final int threshold;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private int failures;
  private String why = "";
  private Duration rest = SHORTEST;
  private long opened;
  private boolean probing;

  Circuit(int threshold, LongSupplier nanoTime) {
    if (threshold < 1) {
      throw new IllegalArgumentException("the circuit would always be open");
    }
    this.threshold = threshold;
    this.nanoTime = nanoTime;
  }

  /**
   * Lets a request through.
   *
   * @return whether it is the one that is to see: what becomes of the others says nothing of the
   *     backend any more once the circuit is open
   * @throws ChatException if the circuit is open and it is not yet time to see
   */
  boolean enter() {
    lock.lock();
    try {
      if (!isOpen()) {
        return false;
      }
      Duration left = left();
      if (probing || left.isPositive()) {
        Duration wait = left.isPositive() ? left : SHORTEST;
        throw new ChatException(new ChatFailure.Unavailable(why, Optional.of(wait)));
      }
      probing = true;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A request that was let through found the backend there. */
  void succeeded(boolean probe) {
    lock.lock();
    try {
      if (probe || !isOpen()) {
        failures = 0;
        rest = SHORTEST;
      }
      probing &= !probe;
    } finally {
      lock.unlock();
    }
  }

  /** A request that was let through did not. */
  void failed(boolean probe, String reason) {
    lock.lock();
    try {
      if (probe) {
        Duration twice = rest.multipliedBy(2);
        rest = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
      } else if (!isOpen()) {
        failures++;
      } else {
        return;
      }
      why = reason;
      opened = nanoTime.getAsLong();
      probing = false;
    } finally {
      lock.unlock();
    }
  }

  /** A request that was let through ended without having found out. */
  void left(boolean probe) {
    lock.lock();
    try {
      probing &= !probe;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Why no request is let through, if none is. When it is time to see, somebody must be sent: there
   * is no reason then.
   */
  Optional<String> notReadyReason() {
    lock.lock();
    try {
      return isOpen() && left().isPositive() ? Optional.of(why) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private Duration left() {
    return rest.minusNanos(nanoTime.getAsLong() - opened);
  }

  private boolean isOpen() {
    return failures >= threshold;
  }
}
