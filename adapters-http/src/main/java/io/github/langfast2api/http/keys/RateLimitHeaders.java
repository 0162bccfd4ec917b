package io.github.langfast2api.http.keys;

import io.github.langfast2api.ports.limits.RateLimiter.Rate;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;

/** The {@code x-ratelimit-*} headers of OpenAI's API reference ("Rate limits in headers"). */
final class RateLimitHeaders {

  private static final HeaderName LIMIT = HeaderNames.create("x-ratelimit-limit-requests");
  private static final HeaderName REMAINING = HeaderNames.create("x-ratelimit-remaining-requests");
  private static final HeaderName RESET = HeaderNames.create("x-ratelimit-reset-requests");

  private RateLimitHeaders() {}

  /** Sets the headers, also over those that were set before. */
  static void set(ServerResponse response, Rate rate) {
    response.header(LIMIT, String.valueOf(rate.limit()));
    response.header(REMAINING, String.valueOf(rate.remaining()));
    response.header(RESET, text(rate.reset()));
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
}
