package io.github.langfast2api.http.keys;

import io.github.langfast2api.http.error.Vendor;
import io.github.langfast2api.http.exchange.ResponseHeaders;
import io.github.langfast2api.ports.limits.RateLimiter.Rate;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The headers of rate limits: {@code x-ratelimit-*} of OpenAI's API reference ("Rate limits in
 * headers"), and {@code anthropic-ratelimit-*} of Anthropic's ("Response headers").
 */
final class RateLimitHeaders {

  private RateLimitHeaders() {}

  /** Sets the headers, also over those that were set before. */
  static void set(ServerResponse response, Rate rate, Vendor vendor) {
    switch (vendor) {
      case OPENAI -> {
        set(response, ResponseHeaders.RATE_LIMIT, rate.limit());
        set(response, ResponseHeaders.RATE_LIMIT_REMAINING, rate.remaining());
        set(response, ResponseHeaders.RATE_LIMIT_RESET, text(rate.reset()));
      }
      case ANTHROPIC -> {
        set(response, ResponseHeaders.ANTHROPIC_RATE_LIMIT, rate.limit());
        set(response, ResponseHeaders.ANTHROPIC_RATE_LIMIT_REMAINING, rate.remaining());
        set(response, ResponseHeaders.ANTHROPIC_RATE_LIMIT_RESET, time(rate.reset()));
      }
    }
  }

  private static void set(ServerResponse response, String name, Object value) {
    response.header(HeaderNames.create(name), String.valueOf(value));
  }

  /** A duration as OpenAI writes it: {@code 120ms}, {@code 1.5s}, {@code 1m0s}. */
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

  /** The time after a duration as Anthropic writes it (RFC 3339), rounded up to a second. */
  private static Instant time(Duration from) {
    return Instant.now().plus(from).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
  }
}
