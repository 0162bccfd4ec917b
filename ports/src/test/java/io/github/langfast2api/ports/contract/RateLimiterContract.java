package io.github.langfast2api.ports.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.limits.RateLimiter;
import io.github.langfast2api.ports.limits.RateLimiter.Decision;
import io.github.langfast2api.ports.limits.RateLimiter.Permit;
import io.github.langfast2api.ports.limits.RateLimiter.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link RateLimiter} promises. Within a test no token may come back by itself. */
@Timeout(60)
public interface RateLimiterContract {

  /** A limiter of which nothing was used. */
  RateLimiter limiter();

  private static ApiClient perMinute(String name, int requests) {
    return new ApiClient(name, OptionalInt.of(requests), OptionalInt.empty());
  }

  private static ApiClient atOnce(String name, int concurrent) {
    return new ApiClient(name, OptionalInt.empty(), OptionalInt.of(concurrent));
  }

  private static Decision.Admitted admitted(Decision decision) {
    return assertInstanceOf(Decision.Admitted.class, decision);
  }

  private static int remaining(Decision decision) {
    return admitted(decision).rate().orElseThrow().remaining();
  }

  private static Permit permit(Decision decision) {
    return admitted(decision).permit();
  }

  @Test
  default void aClientWithoutLimitsIsAlwaysAdmittedAndToldOfNoRate() {
    RateLimiter limiter = limiter();
    for (int i = 0; i < 1000; i++) {
      Decision decision = limiter.acquire(ApiClient.unlimited("ann"));
      assertEquals(Optional.empty(), admitted(decision).rate());
    }
  }

  @Test
  default void aClientMayAskAsOftenAsItsRateAllowsAndIsToldHowMuchIsLeft() {
    RateLimiter limiter = limiter();
    ApiClient client = perMinute("ann", 2);
    Rate first = admitted(limiter.acquire(client)).rate().orElseThrow();
    assertEquals(2, first.limit());
    assertEquals(1, first.remaining());
    assertTrue(first.reset().isPositive(), first.toString());
    assertEquals(0, remaining(limiter.acquire(client)));
    Decision.RateExceeded refused =
        assertInstanceOf(Decision.RateExceeded.class, limiter.acquire(client));
    assertEquals(0, refused.rate().remaining());
    assertTrue(refused.retryAfter().isPositive(), refused.toString());
    assertTrue(refused.retryAfter().compareTo(Duration.ofSeconds(30)) <= 0, refused.toString());
  }

  @Test
  default void clientsAreCountedApart() {
    RateLimiter limiter = limiter();
    admitted(limiter.acquire(perMinute("ann", 1)));
    admitted(limiter.acquire(perMinute("bob", 1)));
    assertInstanceOf(Decision.RateExceeded.class, limiter.acquire(perMinute("ann", 1)));
  }

  @Test
  default void aClosedRequestStaysCountedInTheRate() {
    RateLimiter limiter = limiter();
    ApiClient client = perMinute("ann", 1);
    permit(limiter.acquire(client)).close();
    assertInstanceOf(Decision.RateExceeded.class, limiter.acquire(client));
  }

  @Test
  default void aRequestThatWasRefundedIsNotCounted() {
    RateLimiter limiter = limiter();
    ApiClient client = perMinute("ann", 3);
    try (Permit permit = permit(limiter.acquire(client))) {
      admitted(permit.extend(2));
      assertEquals(3, permit.refund().orElseThrow().remaining());
      assertEquals(3, permit.refund().orElseThrow().remaining());
    }
    assertEquals(2, remaining(limiter.acquire(client)));
  }

  @Test
  default void everyRunOfARequestCounts() {
    RateLimiter limiter = limiter();
    ApiClient client = perMinute("ann", 5);
    Permit permit = permit(limiter.acquire(client));
    assertEquals(1, remaining(permit.extend(3)));
    assertInstanceOf(Decision.RateExceeded.class, permit.extend(2));
    assertEquals(0, remaining(limiter.acquire(client)));
  }

  @Test
  default void aClientMayHaveAsManyRunsInProgressAsItsKeyAllows() {
    RateLimiter limiter = limiter();
    ApiClient client = atOnce("ann", 2);
    Permit first = permit(limiter.acquire(client));
    Permit second = permit(limiter.acquire(client));
    assertEquals(new Decision.ConcurrencyExceeded(2), limiter.acquire(client));
    first.close();
    first.close();
    Permit third = permit(limiter.acquire(client));
    assertEquals(new Decision.ConcurrencyExceeded(2), third.extend(1));
    second.close();
    admitted(third.extend(1));
    assertEquals(new Decision.ConcurrencyExceeded(2), limiter.acquire(client));
    third.close();
    admitted(admitted(limiter.acquire(client)).permit().extend(1));
  }

  @Test
  default void aRequestThatIsRefusedForItsConcurrencyCostsNoRate() {
    RateLimiter limiter = limiter();
    ApiClient client = new ApiClient("ann", OptionalInt.of(2), OptionalInt.of(1));
    try (Permit permit = permit(limiter.acquire(client))) {
      assertEquals(new Decision.ConcurrencyExceeded(1), limiter.acquire(client));
      assertEquals(new Decision.ConcurrencyExceeded(1), permit.extend(1));
    }
    assertEquals(0, remaining(limiter.acquire(client)));
  }

  @Test
  default void aLimitThatChangedAppliesToWhatWasUsedSoFar() {
    RateLimiter limiter = limiter();
    for (int i = 0; i < 3; i++) {
      admitted(limiter.acquire(perMinute("ann", 3)));
    }
    assertInstanceOf(Decision.RateExceeded.class, limiter.acquire(perMinute("ann", 3)));
    assertEquals(1, remaining(limiter.acquire(perMinute("ann", 5))));
    assertInstanceOf(Decision.RateExceeded.class, limiter.acquire(perMinute("ann", 2)));
    assertEquals(Optional.empty(), admitted(limiter.acquire(ApiClient.unlimited("ann"))).rate());
  }

  @Test
  default void aConcurrencyThatChangedCountsTheRunsInProgress() {
    RateLimiter limiter = limiter();
    Permit first = permit(limiter.acquire(atOnce("ann", 2)));
    Permit second = permit(limiter.acquire(atOnce("ann", 2)));
    assertEquals(new Decision.ConcurrencyExceeded(1), limiter.acquire(atOnce("ann", 1)));
    first.close();
    assertEquals(new Decision.ConcurrencyExceeded(1), limiter.acquire(atOnce("ann", 1)));
    second.close();
    admitted(limiter.acquire(atOnce("ann", 1)));
  }

  @Test
  default void requestsAtTheSameTimeAreNeverMoreThanAreAllowed() throws Exception {
    RateLimiter limiter = limiter();
    Callable<Decision> ask = () -> limiter.acquire(perMinute("ann", 10));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Decision>> asked =
          threads.invokeAll(Stream.generate(() -> ask).limit(200).toList());
      long admitted =
          asked.stream().filter(future -> future.resultNow() instanceof Decision.Admitted).count();
      assertEquals(10, admitted);
    }
  }
}
