package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A limit of the calls to LangFast that are made at once. A burst of requests would otherwise be a
 * burst of connections, which LangFast may take for an attack, and for which there is memory only
 * one after the other. Calls wait in the order in which they come. Safe for any thread.
 */
final class CallLimit {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final int maxCalls;
  private final Semaphore permits;
  private final Duration timeout;

  /**
   * A limit.
   *
   * @param maxCalls at once
   * @param timeout for the wait
   */
  CallLimit(int maxCalls, Duration timeout) {
    this.maxCalls = maxCalls;
    this.permits = new Semaphore(maxCalls, true);
    this.timeout = timeout;
  }

  /**
   * Makes a call once there are fewer than the limit. A call must not make another within.
   *
   * @throws ChatException with {@link ChatFailure.Overloaded} if the timeout expires before; with
   *     {@link ChatFailure.Cancelled} if interrupted, which the thread stays
   */
  <T> T within(Supplier<T> call) {
    acquire();
    try {
      return call.get();
    } finally {
      permits.release();
    }
  }

  /** The calls of now. */
  LangFastStatus.Calls calls() {
    return new LangFastStatus.Calls(
        maxCalls - permits.availablePermits(), permits.getQueueLength(), maxCalls);
  }

  private void acquire() {
    try {
      if (!permits.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new ChatException(
            new ChatFailure.Overloaded(
                "The gateway makes %d calls to LangFast already, and others wait longer than this."
                    .formatted(maxCalls),
                RETRY_AFTER));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    }
  }
}
