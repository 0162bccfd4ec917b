package io.github.langfast2api.http.keys;

import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.FailureErrors;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.exchange.RequestContext;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.limits.RateLimiter;
import io.github.langfast2api.ports.limits.RateLimiter.Decision;
import io.github.langfast2api.ports.limits.RateLimiter.Permit;
import io.github.langfast2api.ports.limits.RateLimiter.Rate;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * The rate limits of API keys over HTTP: 429 with {@code retry-after} for a client over its limit,
 * and the vendor's headers of rate limits in every answer whose client has one. A request is
 * admitted before its body is read, so that a client over its limit cannot make the gateway read
 * bodies. Safe for any thread.
 */
public final class RateLimitGuard {

  private static final Duration CONCURRENCY_RETRY_AFTER = Duration.ofSeconds(1);

  private final RateLimiter limiter;

  /** A guard that asks this limiter. */
  public RateLimitGuard(RateLimiter limiter) {
    this.limiter = limiter;
  }

  /**
   * Admits the current request, which counts as one run.
   *
   * @param response gets the headers
   * @return the permit, which the caller closes when the request ends
   * @throws ApiException with status 429 if the client is over its limit
   */
  public AdmittedRequest admit(ServerResponse response) {
    Optional<ApiClient> client = RequestContext.current().client();
    if (client.isEmpty()) {
      return new AdmittedRequest(Optional.empty(), response);
    }
    Permit permit = admitted(limiter.acquire(client.get()), response);
    return new AdmittedRequest(Optional.of(new ClientPermit(client.get(), permit)), response);
  }

  private record ClientPermit(ApiClient client, Permit permit) {

    /** Whether the client's limits allow so many runs of one request at all. */
    boolean allows(int runs) {
      return runs <= client.concurrent().orElse(runs)
          && runs <= client.requestsPerMinute().orElse(runs);
    }
  }

  /**
   * The permit of an admitted request, which holds its share of the client's limits. For one
   * thread.
   */
  public static final class AdmittedRequest implements AutoCloseable {

    private final Optional<ClientPermit> clientPermit;
    private final ServerResponse response;

    private AdmittedRequest(Optional<ClientPermit> clientPermit, ServerResponse response) {
      this.clientPermit = clientPermit;
      this.response = response;
    }

    /**
     * Counts the request as so many runs instead of one.
     *
     * @throws ApiException with status 429 if the client is over its limit now, or 400 if its
     *     limits never allow so many
     */
    public void count(int runs) {
      if (clientPermit.isEmpty() || runs == 1) {
        return;
      }
      if (!clientPermit.get().allows(runs)) {
        throw InvalidRequest.unsupportedValue(
            RequestContext.current().errorForm().name(Parameter.CHOICES), String.valueOf(runs));
      }
      var unused = admitted(clientPermit.get().permit().extend(runs - 1), response);
    }

    /** Takes the request back out of the rate, since no run was started for it. */
    public void refund() {
      clientPermit
          .flatMap(client -> client.permit().refund())
          .ifPresent(rate -> setHeaders(response, rate));
    }

    /** Takes the request out of the number of those in progress. */
    @Override
    public void close() {
      clientPermit.ifPresent(client -> client.permit().close());
    }
  }

  private static Permit admitted(Decision decision, ServerResponse response) {
    return switch (decision) {
      case Decision.Admitted(var permit, var rate) -> {
        rate.ifPresent(left -> setHeaders(response, left));
        yield permit;
      }
      case Decision.RateExceeded(var rate, var retryAfter) -> {
        setHeaders(response, rate);
        throw refused(
            "Your key allows %d requests per minute.".formatted(rate.limit()), retryAfter);
      }
      case Decision.ConcurrencyExceeded(int limit) ->
          throw refused(
              "You have %d requests in progress, as many as your key allows.".formatted(limit),
              CONCURRENCY_RETRY_AFTER);
    };
  }

  private static void setHeaders(ServerResponse response, Rate rate) {
    RateLimitHeaders.set(response, rate, RequestContext.current().errorForm().vendor());
  }

  private static ApiException refused(String message, Duration retryAfter) {
    return new ApiException(FailureErrors.rateLimited("Your key's limit", message, retryAfter));
  }
}
