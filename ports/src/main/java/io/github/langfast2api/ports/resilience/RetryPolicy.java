package io.github.langfast2api.ports.resilience;

import java.time.Duration;

/**
 * How often and after which delays a request is retried.
 *
 * @param attempts the most times that one request is tried, the first included
 * @param firstDelay the delay before the first retry, which doubles before each further one
 * @param maxDelay the longest delay; where the upstream's Retry-After is longer there is no retry
 * @param budget the most retries in a row over all requests; ten successful requests are worth one
 */
public record RetryPolicy(int attempts, Duration firstDelay, Duration maxDelay, int budget) {

  /** Three attempts, 100 milliseconds and then 200 between them, two seconds at most. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(2), 20);

  public RetryPolicy {
    if (attempts < 1 || budget < 0 || firstDelay.isNegative() || maxDelay.isNegative()) {
      throw new IllegalArgumentException("a number or a delay of retries is negative");
    }
  }
}
