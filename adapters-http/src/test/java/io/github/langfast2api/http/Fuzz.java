package io.github.langfast2api.http;

import java.util.Random;

/**
 * How much is tried, and from where on. {@code -Dfuzz.seed} and {@code -Dfuzz.requests} say so; the
 * defaults are the same at every run, so that a build fails by its own changes alone.
 */
record Fuzz(long seed, int requests) {

  static Fuzz settings(int requests) {
    return new Fuzz(Long.getLong("fuzz.seed", 1), Integer.getInteger("fuzz.requests", requests));
  }

  /** What the request of this number is made from, whatever was tried before it. */
  Random random(int number) {
    return new Random(seed * 1_000_003 + number);
  }

  /** A failure that can be had again. */
  AssertionError failure(int number, String request, Throwable cause) {
    return new AssertionError(
        "-Dfuzz.seed=%d, request %d: %s%n%s".formatted(seed, number, cause.getMessage(), request),
        cause);
  }
}
