package io.github.langfast2api.langfast;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header Retry-After: RFC 9110, section 10.2.3. */
final class RetryAfter {

  private RetryAfter() {}

  /** How long to wait, from seconds or a date; empty if the value is neither. */
  static Optional<Duration> parse(String value) {
    String trimmed = value.trim();
    try {
      return Optional.of(Duration.ofSeconds(Math.max(0, Integer.parseInt(trimmed))));
    } catch (NumberFormatException notSeconds) {
      return date(trimmed);
    }
  }

  private static Optional<Duration> date(String value) {
    try {
      ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration left = Duration.between(ZonedDateTime.now(date.getZone()), date);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
