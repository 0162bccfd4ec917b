package io.github.langfast2api.http.keys;

import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.FailureErrors;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.limits.TokenBucket;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Holds clients to what they may ask for, and tells them with every answer how much is left. */
public final class RateLimitGuard {

  private static final HeaderName LIMIT = HeaderNames.create("x-ratelimit-limit-requests");
  private static final HeaderName REMAINING = HeaderNames.create("x-ratelimit-remaining-requests");
  private static final HeaderName RESET = HeaderNames.create("x-ratelimit-reset-requests");
  private static final Duration SOON = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final Map<ApiClient, TokenBucket> buckets = new ConcurrentHashMap<>();

  public RateLimitGuard(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Counts a request for as many as it has choices, since each is a run.
   *
   * @return to be run when the request is over
   * @throws ApiException if the client has used up what it may ask for
   */
  public Runnable enter(ApiClient client, int n, ServerResponse response) {
    if (n > Math.min(client.concurrent().orElse(n), client.requestsPerMinute().orElse(n))) {
      throw InvalidRequest.unsupportedValue("n", String.valueOf(n));
    }
    TokenBucket bucket = buckets.computeIfAbsent(client, c -> new TokenBucket(c, nanoTime));
    if (!bucket.begin(n)) {
      throw refused(
          "You have %d requests in progress, as many as your key allows."
              .formatted(client.concurrent().orElseThrow()),
          SOON);
    }
    Optional<Duration> wait = bucket.take(n);
    tell(client, bucket, response);
    if (wait.isPresent()) {
      bucket.end(n);
      throw refused(
          "Your key allows %d requests per minute."
              .formatted(client.requestsPerMinute().orElseThrow()),
          wait.get());
    }
    return () -> bucket.end(n);
  }

  private static void tell(ApiClient client, TokenBucket bucket, ServerResponse response) {
    client
        .requestsPerMinute()
        .ifPresent(
            limit -> {
              response.header(LIMIT, String.valueOf(limit));
              response.header(REMAINING, String.valueOf(bucket.remaining()));
              response.header(RESET, text(bucket.untilFull()));
            });
  }

  /** As OpenAI writes times: {@code 120ms}, {@code 1.5s}, {@code 1m0s}. */
  private static String text(Duration time) {
    if (time.toMillis() < 1000) {
      return time.toMillis() + "ms";
    }
    String seconds =
        time.toMillisPart() == 0
            ? time.toSecondsPart() + "s"
            : "%d.%03ds".formatted(time.toSecondsPart(), time.toMillisPart());
    return time.toMinutes() == 0 ? seconds : time.toMinutes() + "m" + seconds;
  }

  private static ApiException refused(String message, Duration wait) {
    return new ApiException(FailureErrors.rateLimited(message, wait));
  }
}
