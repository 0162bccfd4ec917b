package io.github.langfast2api.langfast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "' 7 ', 7",
    "+7, 7",
    "007, 7",
    "0, 0",
    "-5, 0",
    "3600, 3600",
    "3601, 3600",
    "2147483647, 3600",
    "2147483648, 3600",
    "99999999999999999999999999, 3600",
    "-99999999999999999999999999, 0",
    "'Wed, 21 Oct 2015 07:28:00 GMT', 0",
    "'Fri, 31 Dec 9999 23:59:59 GMT', 3600",
  })
  void aTimeIsAnHourAtMost(String value, long seconds) {
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), RetryAfter.parse(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "1e9", "7.5", "0x10", "٧", "2015-10-21T07:28:00Z", "7, 8"})
  void anythingElseIsNoTime(String value) {
    assertEquals(Optional.empty(), RetryAfter.parse(value));
  }
}
