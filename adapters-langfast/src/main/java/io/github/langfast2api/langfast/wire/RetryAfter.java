package io.github.langfast2api.langfast.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The Retry-After header field: RFC 9110, section 10.2.3. */
final class RetryAfter {

  private RetryAfter() {}

  /** Parses delay seconds or an HTTP date; empty if the value is neither. */
  static Optional<Duration> parse(String value) {
    String trimmed = value.trim();
    try {
      return Optional.of(Duration.ofSeconds(Math.max(0, Integer.parseInt(trimmed))));
    } catch (NumberFormatException notSeconds) {
      return parseDate(trimmed);
    }
  }

  private static Optional<Duration> parseDate(String value) {
    try {
      ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration left = Duration.between(ZonedDateTime.now(date.getZone()), date);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
