package io.github.langfast2api.ports.limits;

import io.github.langfast2api.ports.keys.ApiClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** What a client may still ask for: a token bucket, and a count of what is in progress. */
public final class TokenBucket {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final int concurrent;
  private final int limit;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private int inProgress;
  private double left;
  private long filled;

  public TokenBucket(ApiClient client, LongSupplier nanoTime) {
    this.concurrent = client.concurrent().orElse(Integer.MAX_VALUE);
    this.limit = client.requestsPerMinute().orElse(Integer.MAX_VALUE);
    this.nanoTime = nanoTime;
    this.left = limit;
    this.filled = nanoTime.getAsLong();
  }

  /** Whether so many more may be in progress; then they are. */
  public boolean begin(int n) {
    lock.lock();
    try {
      boolean room = inProgress <= concurrent - n;
      inProgress += room ? n : 0;
      return room;
    } finally {
      lock.unlock();
    }
  }

  public void end(int n) {
    lock.lock();
    try {
      inProgress -= n;
    } finally {
      lock.unlock();
    }
  }

  /** Takes so many, or tells how long there will not be so many to take. */
  public Optional<Duration> take(int n) {
    lock.lock();
    try {
      fill();
      if (left < n) {
        return Optional.of(Duration.ofNanos((long) Math.ceil((n - left) * MINUTE / limit)));
      }
      left -= n;
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  public int remaining() {
    lock.lock();
    try {
      return (int) left;
    } finally {
      lock.unlock();
    }
  }

  public Duration untilFull() {
    lock.lock();
    try {
      return Duration.ofNanos((long) ((limit - left) * MINUTE / limit));
    } finally {
      lock.unlock();
    }
  }

  private void fill() {
    long now = nanoTime.getAsLong();
    left = Math.min(limit, left + (double) (now - filled) * limit / MINUTE);
    filled = now;
  }
}
