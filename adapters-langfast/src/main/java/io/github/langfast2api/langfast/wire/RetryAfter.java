package io.github.langfast2api.langfast.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Retry-After header field: RFC 9110, section 10.2.3. Bounded, so that one response cannot stop
 * whoever believes it for good.
 */
final class RetryAfter {

  private static final Duration MAX_DELAY = Duration.ofHours(1);
  private static final int MAX_DIGITS = 9;
  private static final Pattern SECONDS = Pattern.compile("([+-]?)0*(\\d+)");

  private RetryAfter() {}

  /**
   * Parses delay seconds or an HTTP date.
   *
   * @return an hour at most; zero for a time that has passed; empty if the value is neither
   */
  static Optional<Duration> parse(String value) {
    String trimmed = value.strip();
    Matcher seconds = SECONDS.matcher(trimmed);
    return seconds.matches()
        ? Optional.of(bounded(seconds(seconds.group(1), seconds.group(2))))
        : date(trimmed).map(RetryAfter::bounded);
  }

  private static Duration seconds(String sign, String digits) {
    if (sign.equals("-")) {
      return Duration.ZERO;
    }
    return digits.length() > MAX_DIGITS ? MAX_DELAY : Duration.ofSeconds(Long.parseLong(digits));
  }

  private static Optional<Duration> date(String value) {
    try {
      ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(ZonedDateTime.now(date.getZone()), date));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration delay) {
    if (delay.isNegative()) {
      return Duration.ZERO;
    }
    return delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
  }
}
