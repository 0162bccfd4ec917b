package io.github.langfast2api.langfast;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Longer and longer waits between attempts, none before the first, and each with chance in it so
 * that clients spread out.
 */
final class Backoff {

  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 30_000;
  private static final int MAX_DOUBLINGS = 16;

  private int failures;

  /** How long to wait after one more failure. */
  Duration next() {
    failures++;
    if (failures == 1) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failures - 2, MAX_DOUBLINGS);
    long bound = Math.min(LONGEST_MILLIS, FIRST_MILLIS << doublings);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound / 2, bound + 1));
  }

  /** Starts anew after a success. */
  void reset() {
    failures = 0;
  }
}
