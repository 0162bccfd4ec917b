package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.langfast.wire.MalformedJsonException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {

  private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
  private static final long HOUR = 3600;
  private static final long WEEK = 7 * 24 * HOUR;

  @ParameterizedTest
  @CsvSource({
    "60, 60",
    "1, 1",
    "90.5, 90",
    "\"7200\", 7200",
    "604800, " + WEEK,
    "604801, " + WEEK,
    "1e18, " + WEEK,
    "1e300, " + WEEK,
    "1e99999, " + WEEK,
    "123456789012345678901234567890, " + WEEK,
    "0, " + HOUR,
    "0.5, " + HOUR,
    "-1, " + HOUR,
    "-1e99999, " + HOUR,
    "null, " + HOUR,
    "true, " + HOUR,
    "[], " + HOUR,
    "{}, " + HOUR,
    "\"soon\", " + HOUR,
    "\"1e18\", " + HOUR,
    "\"-5\", " + HOUR,
    "\"\", " + HOUR,
  })
  void aLifetimeIsAWeekAtMostAndAnHourIfItIsNone(String expiresIn, long seconds) {
    Session session = session("\"access_token\":\"a\",\"expires_in\":" + expiresIn);
    assertEquals(NOW.plus(Duration.ofSeconds(seconds)), session.expiresAt());
  }

  @Test
  void aLifetimeThatIsMissingIsAnHour() {
    assertEquals(NOW.plusSeconds(HOUR), session("\"access_token\":\"a\"").expiresAt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a\\r\\nx-evil: 1",
        "a\\n",
        "\\ta",
        "a\\u0000",
        "a\\u007f",
        "a\\u00a0b",
        "caf\\u00e9",
        "\\ud83d"
      })
  void aTokenThatIsNoneIsRefused(String token) {
    assertThrows(MalformedJsonException.class, () -> session("\"access_token\":\"" + token + "\""));
  }

  @Test
  void aTokenOfAbsurdLengthIsRefused() {
    assertEquals(
        8192, session("\"access_token\":\"" + "a".repeat(8192) + "\"").accessToken().length());
    assertThrows(
        MalformedJsonException.class,
        () -> session("\"access_token\":\"" + "a".repeat(8193) + "\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\\r\\n", "a\\u0000"})
  void aRefreshTokenOrAUserThatIsNoneIsRefused(String text) {
    assertThrows(
        MalformedJsonException.class,
        () -> session("\"access_token\":\"a\",\"refresh_token\":\"" + text + "\""));
    assertThrows(
        MalformedJsonException.class,
        () -> read("{\"access_token\":\"a\",\"user\":{\"id\":\"" + text + "\"}}"));
  }

  @Test
  void aSessionWithoutARefreshTokenIsOne() {
    assertEquals("", session("\"access_token\":\"a\",\"refresh_token\":\"\"").refreshToken());
    assertEquals("", session("\"access_token\":\"a\",\"refresh_token\":null").refreshToken());
  }

  private static Session session(String members) {
    return read("{\"user\":{\"id\":\"u\"}," + members + "}");
  }

  private static Session read(String json) {
    return Session.of(JsonFormat.parse(json), NOW);
  }
}
