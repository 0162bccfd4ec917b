package io.github.langfast2api.langfast;

import java.time.Duration;

/** A run's reconnect timeout, from the loss of the connection to its next event. */
final class ReconnectTimeout {

  private final Duration timeout;
  private boolean running;
  private long start;

  ReconnectTimeout(Duration timeout) {
    this.timeout = timeout;
  }

  /** Starts it, unless it is running. */
  void start() {
    if (!running) {
      running = true;
      start = System.nanoTime();
    }
  }

  void stop() {
    running = false;
  }

  boolean isRunning() {
    return running;
  }

  /** What is left of it, in nanoseconds, if it is running. */
  long nanosLeft() {
    return running ? start + timeout.toNanos() - System.nanoTime() : Long.MAX_VALUE;
  }
}
