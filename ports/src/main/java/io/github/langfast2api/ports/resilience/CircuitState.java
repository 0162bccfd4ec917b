package io.github.langfast2api.ports.resilience;

import java.time.Duration;

/**
 * What a circuit breaker is at one moment.
 *
 * @param failures in a row, as far as they are counted
 * @param lasted how long it has been closed, or not closed
 */
public record CircuitState(Position position, int failures, Duration lasted) {

  /** Whether requests are permitted. */
  public enum Position {
    /** All are. */
    CLOSED,
    /** None is. */
    OPEN,
    /** One is, to see whether the upstream is back. */
    HALF_OPEN
  }
}
