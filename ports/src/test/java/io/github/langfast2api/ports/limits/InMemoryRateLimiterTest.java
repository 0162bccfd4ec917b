package io.github.langfast2api.ports.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.ports.contract.RateLimiterContract;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.limits.RateLimiter.Decision;
import io.github.langfast2api.ports.limits.RateLimiter.Rate;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InMemoryRateLimiterTest implements RateLimiterContract {

  private final AtomicLong now = new AtomicLong();

  @Override
  public RateLimiter limiter() {
    return new InMemoryRateLimiter(now::get);
  }

  @Test
  void whatIsUsedUpComesBackWithTime() {
    RateLimiter limiter = limiter();
    ApiClient client = new ApiClient("ann", OptionalInt.of(2), OptionalInt.empty());
    Decision first = limiter.acquire(client);
    Decision second = limiter.acquire(client);
    assertEquals(0, ((Decision.Admitted) second).rate().orElseThrow().remaining());
    assertEquals(
        new Decision.RateExceeded(new Rate(2, 0, Duration.ofMinutes(1)), Duration.ofSeconds(30)),
        limiter.acquire(client));
    now.addAndGet(Duration.ofSeconds(30).toNanos());
    assertEquals(0, ((Decision.Admitted) limiter.acquire(client)).rate().orElseThrow().remaining());
    assertEquals(1, ((Decision.Admitted) first).rate().orElseThrow().remaining());
  }
}
