package io.github.langfast2api.redis;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.limits.RateLimiter.Decision;
import io.github.langfast2api.ports.limits.RateLimiter.Permit;
import io.github.langfast2api.ports.limits.RateLimiter.Rate;
import io.github.langfast2api.redis.RedisCallException.Kind;
import io.github.langfast2api.redis.SharedLimits.CountReply;
import java.time.Duration;
import java.util.Optional;

/**
 * What a request holds of limits that instances share. What was admitted while Redis was away is
 * told to it later as far as it is in progress then; the rate is not: it was used elsewhere.
 */
final class RedisPermit implements Permit {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final ApiClient client;
  private final SharedLimits shared;
  private final OpenRuns openRuns;
  private final WithoutRedis mode;
  private final LocalRuns local;
  private RunsInProgress runs;
  private int sharedRuns;
  private boolean refunded;
  private boolean closed;

  RedisPermit(
      ApiClient client,
      RunsInProgress none,
      SharedLimits shared,
      OpenRuns openRuns,
      WithoutRedis mode,
      LocalRuns local) {
    this.client = client;
    this.runs = none;
    this.shared = shared;
    this.openRuns = openRuns;
    this.mode = mode;
    this.local = local;
  }

  @Override
  public Decision extend(int more) {
    CountReply counted;
    try {
      counted = shared.count(client, runs, more);
    } catch (RedisCallException e) {
      return withoutRedis(more, e);
    } catch (ChatException e) {
      takeBack(more);
      throw e;
    }
    return switch (counted) {
      case CountReply.Admitted admitted -> {
        if (mode == WithoutRedis.LOCAL) {
          Decision unused = local.count(more);
        }
        sharedRuns += more;
        yield admitted(more, admitted.rate());
      }
      case CountReply.ConcurrencyExceeded e ->
          new Decision.ConcurrencyExceeded(client.concurrent().orElseThrow());
      case CountReply.RateExceeded(Rate rate, Duration retryAfter) ->
          new Decision.RateExceeded(rate, retryAfter);
    };
  }

  private Decision withoutRedis(int more, RedisCallException failure) {
    Decision decision =
        switch (mode) {
          case LOCAL -> local.count(more);
          case OPEN -> new Decision.Admitted(this, Optional.empty());
          case CLOSED -> {
            takeBack(failure, more);
            throw new ChatException(
                new ChatFailure.StoreUnavailable(
                    "Limits cannot be counted at the moment.", RETRY_AFTER),
                failure);
          }
        };
    if (decision instanceof Decision.Admitted(Permit unused, Optional<Rate> rate)) {
      return admitted(more, rate);
    }
    takeBack(failure, more);
    return decision;
  }

  private Decision admitted(int more, Optional<Rate> rate) {
    runs = runs.and(more);
    if (client.concurrent().isPresent()) {
      openRuns.opened(runs);
    }
    return new Decision.Admitted(this, rate);
  }

  private void takeBack(RedisCallException failure, int more) {
    if (failure.kind() != Kind.NOT_TRIED) {
      takeBack(more);
    }
  }

  /**
   * Ends runs of which it is not known whether they were counted. Where the request goes on with
   * others, they end by themselves.
   */
  private void takeBack(int more) {
    if (client.concurrent().isPresent() && runs.runs() == 0) {
      openRuns.end(runs.and(more));
    }
  }

  @Override
  public Optional<Rate> refund() {
    Optional<Rate> here = local.refund();
    if (client.requestsPerMinute().isEmpty()) {
      return Optional.empty();
    }
    int tokens = refunded ? 0 : sharedRuns;
    refunded = true;
    return shared.refund(client, tokens).or(() -> here);
  }

  @Override
  public void close() {
    local.close();
    if (!closed && client.concurrent().isPresent()) {
      openRuns.end(runs);
    }
    closed = true;
  }
}
