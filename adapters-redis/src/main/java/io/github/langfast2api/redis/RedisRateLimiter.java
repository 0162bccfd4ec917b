package io.github.langfast2api.redis;

import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.limits.InMemoryRateLimiter;
import io.github.langfast2api.ports.limits.RateLimiter;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits that all instances count together. A client without limits costs no call, so what it had
 * in progress when it got some is not counted.
 */
final class RedisRateLimiter implements RateLimiter {

  private static final int INSTANCE_BYTES = 9;

  private final SharedLimits shared;
  private final OpenRuns openRuns;
  private final RedisKeys keys;
  private final WithoutRedis mode;
  private final RateLimiter local = new InMemoryRateLimiter();
  private final String instance;
  private final AtomicLong requests = new AtomicLong();

  RedisRateLimiter(SharedLimits shared, OpenRuns openRuns, RedisKeys keys, WithoutRedis mode) {
    this.shared = shared;
    this.openRuns = openRuns;
    this.keys = keys;
    this.mode = mode;
    byte[] random = new byte[INSTANCE_BYTES];
    new SecureRandom().nextBytes(random);
    instance = HexFormat.of().formatHex(random);
  }

  @Override
  public Decision acquire(ApiClient client) {
    if (client.requestsPerMinute().isEmpty() && client.concurrent().isEmpty()) {
      return new Decision.Admitted(UnlimitedPermit.INSTANCE, Optional.empty());
    }
    String request = instance + "-" + requests.getAndIncrement();
    RunsInProgress none = new RunsInProgress(keys.runs(client.name()), request, 0);
    return new RedisPermit(client, none, shared, openRuns, mode, new LocalRuns(local, client))
        .extend(1);
  }

  /** The permit of a client without limits. */
  private static final class UnlimitedPermit implements Permit {

    static final UnlimitedPermit INSTANCE = new UnlimitedPermit();

    @Override
    public Decision extend(int runs) {
      return new Decision.Admitted(this, Optional.empty());
    }

    @Override
    public Optional<Rate> refund() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}
