package io.github.langfast2api.ports.limits;

import io.github.langfast2api.ports.limits.RateLimiter.Rate;
import java.time.Duration;
import java.util.Optional;

/**
 * A token bucket that holds a minute's worth of requests and refills evenly. Times are those of
 * {@link System#nanoTime}. Not for several threads.
 */
public final class TokenBucket {

  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private int capacity;
  private double tokens;
  private long filledAt;

  /**
   * @param capacity tokens that it holds and gets back in a minute
   */
  TokenBucket(int capacity, long now) {
    this.capacity = capacity;
    this.tokens = capacity;
    this.filledAt = now;
  }

  /** Changes the capacity. What was used stays used. */
  void resize(int newCapacity, long now) {
    fill(now);
    tokens = Math.max(0, tokens + newCapacity - capacity);
    capacity = newCapacity;
  }

  /** Takes so many tokens, or tells how long it takes until there are as many. */
  Optional<Duration> take(int n, long now) {
    fill(now);
    if (tokens < n) {
      return Optional.of(
          Duration.ofNanos((long) Math.ceil((n - tokens) * MINUTE_NANOS / capacity)));
    }
    tokens -= n;
    return Optional.empty();
  }

  /** Puts tokens back that were taken. */
  void putBack(int n, long now) {
    fill(now);
    tokens = Math.min(capacity, tokens + n);
  }

  Rate rate(long now) {
    fill(now);
    Duration reset = Duration.ofNanos((long) ((capacity - tokens) * MINUTE_NANOS / capacity));
    return new Rate(capacity, (int) tokens, reset);
  }

  private void fill(long now) {
    tokens = Math.min(capacity, tokens + (double) (now - filledAt) * capacity / MINUTE_NANOS);
    filledAt = now;
  }
}
