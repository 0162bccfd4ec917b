package io.github.langfast2api.ports.limits;

import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.limits.RateLimiter.Decision;
import io.github.langfast2api.ports.limits.RateLimiter.Permit;
import io.github.langfast2api.ports.limits.RateLimiter.Rate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What one client has used of its limits. Safe for any thread. */
final class ClientUsage {

  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable TokenBucket bucket;
  private int inProgress;

  ClientUsage(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Counts runs by the limits that the client has now.
   *
   * @param permit of the request that the runs are of
   */
  Decision count(ApiClient client, int runs, UsagePermit permit) {
    lock.lock();
    try {
      adopt(client);
      int most = client.concurrent().orElse(Integer.MAX_VALUE);
      if (inProgress > most - runs) {
        return new Decision.ConcurrencyExceeded(most);
      }
      if (bucket != null) {
        Optional<Duration> wait = bucket.take(runs, now());
        if (wait.isPresent()) {
          return new Decision.RateExceeded(bucket.rate(now()), wait.get());
        }
      }
      inProgress += runs;
      permit.runs += runs;
      return new Decision.Admitted(permit, rate());
    } finally {
      lock.unlock();
    }
  }

  private void adopt(ApiClient client) {
    if (client.requestsPerMinute().isEmpty()) {
      bucket = null;
    } else if (bucket == null) {
      bucket = new TokenBucket(client.requestsPerMinute().getAsInt(), now());
    } else {
      bucket.resize(client.requestsPerMinute().getAsInt(), now());
    }
  }

  private Optional<Rate> rate() {
    return Optional.ofNullable(bucket).map(limited -> limited.rate(now()));
  }

  private long now() {
    return nanoTime.getAsLong();
  }

  /** The permit of one request. */
  final class UsagePermit implements Permit {

    private final ApiClient client;
    private int runs;
    private boolean refunded;

    UsagePermit(ApiClient client) {
      this.client = client;
    }

    @Override
    public Decision extend(int more) {
      return count(client, more, this);
    }

    @Override
    public Optional<Rate> refund() {
      lock.lock();
      try {
        if (bucket != null && !refunded) {
          bucket.putBack(runs, now());
        }
        refunded = true;
        return rate();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        inProgress -= runs;
        runs = 0;
      } finally {
        lock.unlock();
      }
    }
  }
}
