package io.github.langfast2api.langfast;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** A thread that tries each second to publish a session, while there is one. */
final class PublicationRetry {

  private static final long INTERVAL_MILLIS = 1000;

  private final BooleanSupplier pending;
  private final Runnable attempt;
  private final CountDownLatch closed;
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * @param pending whether there is a session to publish
   * @param attempt begins an attempt, and does not wait for it
   * @param closed ends the thread
   */
  PublicationRetry(BooleanSupplier pending, Runnable attempt, CountDownLatch closed) {
    this.pending = pending;
    this.attempt = attempt;
    this.closed = closed;
  }

  /** Starts the thread, if it is needed and there is none. */
  void start() {
    if (pending.getAsBoolean() && closed.getCount() > 0 && running.compareAndSet(false, true)) {
      Thread unused = Thread.ofVirtual().name("langfast-session-publish").start(this::run);
    }
  }

  private void run() {
    try {
      while (pending.getAsBoolean() && !closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
        attempt.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.set(false);
    }
    // Perhaps a session came after the last look.
    if (!Thread.currentThread().isInterrupted()) {
      start();
    }
  }
}
