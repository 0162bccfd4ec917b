package io.github.langfast2api.ports.resilience;

import java.time.Duration;

/**
 * The deadlines of an answer.
 *
 * @param firstToken from the request to the first text
 * @param silence from one event to the next
 * @param total from the request to the end of the answer
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
