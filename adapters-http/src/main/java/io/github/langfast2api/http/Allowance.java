package io.github.langfast2api.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** What a client may still ask for: a token bucket, and a count of what is in progress. */
final class Allowance {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final int concurrent;
  private final int limit;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private int inProgress;
  private double left;
  private long filled;

  Allowance(Client client, LongSupplier nanoTime) {
    this.concurrent = client.concurrent().orElse(Integer.MAX_VALUE);
    this.limit = client.requestsPerMinute().orElse(Integer.MAX_VALUE);
    this.nanoTime = nanoTime;
    this.left = limit;
    this.filled = nanoTime.getAsLong();
  }

  /** Whether one more may be in progress; then it is. */
  boolean begin() {
    lock.lock();
    try {
      boolean room = inProgress < concurrent;
      inProgress += room ? 1 : 0;
      return room;
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      inProgress--;
    } finally {
      lock.unlock();
    }
  }

  /** Takes one, or tells how long there will be none to take. */
  Optional<Duration> take() {
    lock.lock();
    try {
      fill();
      if (left < 1) {
        return Optional.of(Duration.ofNanos((long) Math.ceil((1 - left) * MINUTE / limit)));
      }
      left--;
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  int remaining() {
    lock.lock();
    try {
      return (int) left;
    } finally {
      lock.unlock();
    }
  }

  Duration untilFull() {
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
