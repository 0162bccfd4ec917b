package io.github.langfast2api.ports.resilience;

import java.time.Duration;

/**
 * How often and how soon a request is tried again.
 *
 * @param attempts the most times that one request is tried, the first included
 * @param firstWait how long to wait before the second attempt; before each further one twice as
 *     long
 * @param longestWait the longest time to wait; an upstream that asks for more is not waited for
 * @param budget the most retries in a row over all requests; ten requests that need none earn one
 *     back
 */
public record RetryPolicy(int attempts, Duration firstWait, Duration longestWait, int budget) {

  /** Three attempts, 100 milliseconds and then 200 between them, two seconds at most. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(2), 20);

  public RetryPolicy {
    if (attempts < 1 || budget < 0 || firstWait.isNegative() || longestWait.isNegative()) {
      throw new IllegalArgumentException("a policy of retries is less than nothing");
    }
  }
}
