package io.github.langfast2api.http.keys;

import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.FailureErrors;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.exchange.RequestContext;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.limits.RateLimiter;
import io.github.langfast2api.ports.limits.RateLimiter.Decision;
import io.github.langfast2api.ports.limits.RateLimiter.Permit;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds clients to what their keys allow, and tells them with every answer how much is left. A
 * request is admitted before its body is read, and costs nothing if nothing comes to be run.
 */
public final class RateLimitGuard {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final RateLimiter limiter;

  public RateLimitGuard(RateLimiter limiter) {
    this.limiter = limiter;
  }

  /**
   * Admits the request that this thread serves, which counts as one run.
   *
   * @return to be closed when the request is over
   * @throws ApiException if its client has used up what it may ask for
   */
  public AdmittedRequest admit(ServerResponse response) {
    Optional<ApiClient> client = RequestContext.current().client();
    if (client.isEmpty()) {
      return new AdmittedRequest(Optional.empty(), response);
    }
    Permit permit = admitted(limiter.acquire(client.get()), response);
    return new AdmittedRequest(Optional.of(new Limited(client.get(), permit)), response);
  }

  private record Limited(ApiClient client, Permit permit) {

    /** Whether the client may ever have so many runs at once. */
    boolean mayHave(int runs) {
      return runs <= client.concurrent().orElse(runs)
          && runs <= client.requestsPerMinute().orElse(runs);
    }
  }

  /** A request whose client may ask for it. For one thread. */
  public static final class AdmittedRequest implements AutoCloseable {

    private final Optional<Limited> limited;
    private final ServerResponse response;

    private AdmittedRequest(Optional<Limited> limited, ServerResponse response) {
      this.limited = limited;
      this.response = response;
    }

    /**
     * Counts the request as that many runs.
     *
     * @throws ApiException if they are more than its client may ask for
     */
    public void count(int runs) {
      if (limited.isEmpty() || runs == 1) {
        return;
      }
      if (!limited.get().mayHave(runs)) {
        throw InvalidRequest.unsupportedValue(
            RequestContext.current().errorForm().name(Parameter.CHOICES), String.valueOf(runs));
      }
      var unused = admitted(limited.get().permit().extend(runs - 1), response);
    }

    /** Counts the request as none: nothing was run. */
    public void refund() {
      limited
          .flatMap(client -> client.permit().refund())
          .ifPresent(rate -> RateLimitHeaders.set(response, rate));
    }

    @Override
    public void close() {
      limited.ifPresent(client -> client.permit().close());
    }
  }

  private static Permit admitted(Decision decision, ServerResponse response) {
    return switch (decision) {
      case Decision.Admitted(var permit, var rate) -> {
        rate.ifPresent(left -> RateLimitHeaders.set(response, left));
        yield permit;
      }
      case Decision.RateExceeded(var rate, var retryAfter) -> {
        RateLimitHeaders.set(response, rate);
        throw refused(
            "Your key allows %d requests per minute.".formatted(rate.limit()), retryAfter);
      }
      case Decision.ConcurrencyExceeded(int limit) ->
          throw refused(
              "You have %d requests in progress, as many as your key allows.".formatted(limit),
              SOON);
    };
  }

  private static ApiException refused(String message, Duration wait) {
    ApiError error = FailureErrors.rateLimited("Your key's limit", message, wait);
    return new ApiException(error);
  }
}
