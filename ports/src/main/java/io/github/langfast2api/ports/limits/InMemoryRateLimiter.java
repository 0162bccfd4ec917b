package io.github.langfast2api.ports.limits;

import io.github.langfast2api.ports.keys.ApiClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Limits that this process alone counts: for each client, known by its name, a token bucket and the
 * number of its runs in progress.
 */
public final class InMemoryRateLimiter implements RateLimiter {

  private final LongSupplier nanoTime;
  private final Map<String, ClientUsage> usages = new ConcurrentHashMap<>();

  /** Limits by this machine's clock. */
  public InMemoryRateLimiter() {
    this(System::nanoTime);
  }

  InMemoryRateLimiter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public Decision acquire(ApiClient client) {
    ClientUsage usage = usages.computeIfAbsent(client.name(), name -> new ClientUsage(nanoTime));
    return usage.count(client, 1, usage.new UsagePermit(client));
  }
}
