package io.github.langfast2api.redis;

import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.limits.RateLimiter.Rate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Limits as the server counts them, by its clock. */
final class SharedLimits {

  private static final RedisScript COUNT = new RedisScript("count-runs.lua");
  private static final RedisScript REFUND = new RedisScript("refund-runs.lua");

  private final RedisCalls calls;
  private final RedisKeys keys;

  /** What the server says to runs that are to be counted. */
  sealed interface CountReply {

    /** They are counted. */
    record Admitted(Optional<Rate> rate) implements CountReply {}

    /** Too many are in progress. */
    record ConcurrencyExceeded() implements CountReply {}

    /** Too many were asked for. */
    record RateExceeded(Rate rate, Duration retryAfter) implements CountReply {}
  }

  SharedLimits(RedisCalls calls, RedisKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /** Counts further runs of a request, all of them or none. */
  CountReply count(ApiClient client, RunsInProgress held, int more) throws RedisCallException {
    List<?> reply =
        calls.call(
            CallBounds.SHORT,
            connection ->
                list(
                    connection.run(
                        COUNT,
                        List.of(keys.rate(client.name()), held.key()),
                        List.of(
                            client.requestsPerMinute().orElse(0),
                            client.concurrent().orElse(0),
                            held.request(),
                            held.runs(),
                            more,
                            RunsInProgress.LEASE_MILLIS))));
    return switch ((int) number(reply, 0)) {
      case 0 -> new CountReply.Admitted(rate(client, number(reply, 1), number(reply, 2)));
      case 1 -> new CountReply.ConcurrencyExceeded();
      default ->
          new CountReply.RateExceeded(
              new Rate(
                  client.requestsPerMinute().orElseThrow(),
                  (int) number(reply, 1),
                  micros(number(reply, 2))),
              micros(number(reply, 3)));
    };
  }

  /** Puts tokens back. Empty if it is not known what there is now. */
  Optional<Rate> refund(ApiClient client, int tokens) {
    return calls
        .finish(
            connection ->
                list(
                    connection.run(
                        REFUND,
                        List.of(keys.rate(client.name())),
                        List.of(client.requestsPerMinute().orElseThrow(), tokens))))
        .map(
            reply ->
                new Rate((int) number(reply, 0), (int) number(reply, 1), micros(number(reply, 2))));
  }

  private static Optional<Rate> rate(ApiClient client, long tokens, long resetMicros) {
    return client.requestsPerMinute().stream()
        .mapToObj(limit -> new Rate(limit, (int) tokens, micros(resetMicros)))
        .findFirst();
  }

  private static Duration micros(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  private static List<?> list(@Nullable Object reply) {
    return (List<?>) Objects.requireNonNull(reply);
  }

  private static long number(List<?> reply, int index) {
    return (Long) Objects.requireNonNull(reply.get(index));
  }
}
