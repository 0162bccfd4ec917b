package io.github.langfast2api.langfast;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff with jitter between attempts to connect; the first retry is immediate. For
 * one thread.
 */
final class Backoff {

  private static final long FIRST_DELAY_MILLIS = 100;
  private static final long MAX_DELAY_MILLIS = 30_000;
  private static final int MAX_DOUBLINGS = 16;

  private int failures;

  /** The delay after one more failure. */
  Duration next() {
    failures++;
    if (failures == 1) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failures - 2, MAX_DOUBLINGS);
    long bound = Math.min(MAX_DELAY_MILLIS, FIRST_DELAY_MILLIS << doublings);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound / 2, bound + 1));
  }

  /** Starts again after a success. */
  void reset() {
    failures = 0;
  }
}
