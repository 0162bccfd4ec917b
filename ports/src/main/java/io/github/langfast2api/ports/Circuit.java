package io.github.langfast2api.ports;

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
   * @throws ChatException if the circuit is open and it is not yet time to see
   */
  void enter() {
    lock.lock();
    try {
      if (!isOpen()) {
        return;
      }
      Duration left = rest.minusNanos(nanoTime.getAsLong() - opened);
      if (probing || left.isPositive()) {
        Duration wait = left.isPositive() ? left : SHORTEST;
        throw new ChatException(new ChatFailure.Unavailable(why, Optional.of(wait)));
      }
      probing = true;
    } finally {
      lock.unlock();
    }
  }

  /** A request that was let through found the backend there. */
  void succeeded() {
    lock.lock();
    try {
      failures = 0;
      rest = SHORTEST;
      probing = false;
    } finally {
      lock.unlock();
    }
  }

  /** A request that was let through did not. */
  void failed(String reason) {
    lock.lock();
    try {
      failures++;
      why = reason;
      if (isOpen()) {
        Duration twice = rest.multipliedBy(2);
        rest = !probing ? rest : twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        opened = nanoTime.getAsLong();
      }
      probing = false;
    } finally {
      lock.unlock();
    }
  }

  /** A request that was let through ended without having found out. */
  void left() {
    lock.lock();
    try {
      probing = false;
    } finally {
      lock.unlock();
    }
  }

  /** Why no request is let through, if none is. */
  Optional<String> obstacle() {
    lock.lock();
    try {
      return isOpen() ? Optional.of(why) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private boolean isOpen() {
    return failures >= threshold;
  }
}
