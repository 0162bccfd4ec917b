package io.github.langfast2api.ports.resilience;

import java.time.Duration;

/**
 * How long an answer may take.
 *
 * @param firstToken from the request until the first text
 * @param silence from one text to the next
 * @param total from the request until the end
 */
public record Deadlines(Duration firstToken, Duration silence, Duration total) {

  public Deadlines {
    requirePositive(firstToken);
    requirePositive(silence);
    requirePositive(total);
  }

  private static void requirePositive(Duration limit) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException("a deadline is not positive: " + limit);
    }
  }
}
