package io.github.langfast2api.redis;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what must come, with an end. */
final class Await {

  private Await() {}

  static void until(String otherwise, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(otherwise);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
