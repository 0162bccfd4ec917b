package io.github.langfast2api.ports.contract;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Time in tests: none asserts how much of it passes. */
public final class Moments {

  private Moments() {}

  /** Gives other threads the time to come where a test wants them. */
  public static void pass(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /**
   * Waits until something is so.
   *
   * @throws AssertionError if it is not so within {@link Answer#EVER}
   */
  public static void until(String what, BooleanSupplier so) {
    long end = System.nanoTime() + Answer.EVER.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("it did not come to pass that " + what);
      }
      pass(Duration.ofMillis(5));
    }
  }
}
