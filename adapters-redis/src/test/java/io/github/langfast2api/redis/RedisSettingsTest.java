package io.github.langfast2api.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

  private static RedisSettings of(String url) {
    return RedisSettings.of(url, "gateway");
  }

  @Test
  void aUrlMayLeaveOutAllButTheHost() {
    RedisSettings expected =
        new RedisSettings("redis", 6379, false, Optional.empty(), Optional.empty(), 0, "gateway");
    assertEquals(expected, of("redis://redis"));
    assertEquals(expected, of("REDIS://redis/"));
    assertEquals(expected, of("redis://:@redis:6379/0"));
  }

  @Test
  void aUrlMaySayAll() {
    assertEquals(
        new RedisSettings(
            "my_redis.example",
            7000,
            true,
            Optional.of("ann@home"),
            Optional.of("a:b/c+d ä"),
            3,
            "gateway"),
        of("rediss://ann%40home:a:b%2Fc+d%20%C3%A4@my_redis.example:7000/3"));
    assertEquals(Optional.of("secret"), of("redis://:secret@redis").password());
    assertEquals(Optional.empty(), of("redis://:secret@redis").user());
  }

  @ParameterizedTest
  @CsvSource({
    "redis://[::1], ::1, 6379, [::1]:6379",
    "redis://[fe80::1]:7000, fe80::1, 7000, [fe80::1]:7000",
    "redis://127.0.0.1:7000, 127.0.0.1, 7000, 127.0.0.1:7000"
  })
  void aHostMayBeAnAddress(String url, String host, int port, String address) {
    assertEquals(host, of(url).host());
    assertEquals(port, of(url).port());
    assertEquals(address, of(url).address());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis",
        "redis:6379",
        "http://redis",
        "redis://",
        "redis://:hidden@",
        "redis://:hidden@redis:0",
        "redis://:hidden@redis:65536",
        "redis://:hidden@redis:port",
        "redis://:hidden@redis:",
        "redis://:hidden@redis/one",
        "redis://:hidden@redis/1/2",
        "redis://:hidden@redis/-1",
        "redis://:hidden@redis?db=1",
        "redis://:hidden@redis#1",
        "redis://:hid#den@redis",
        "redis://:hid den@redis",
        "redis://:hidden%zz@redis",
        "redis://hidden@redis",
        "redis://:hidden@::1",
        "redis://:hidden@[::1",
      })
  void aUrlThatIsNoneIsRefusedWithoutQuotingIt(String url) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> of(url));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith("it"), message);
    assertFalse(message.contains("hid"), message);
    assertNull(refused.getCause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:b", "a b", "ä"})
  void aPrefixIsAPlainWord(String prefix) {
    assertThrows(IllegalArgumentException.class, () -> RedisSettings.of("redis://redis", prefix));
  }

  @Test
  void settingsDoNotTellThePassword() {
    RedisSettings settings = of("rediss://ann:hidden@redis/1");
    assertEquals("RedisSettings[TLS redis:6379/1, prefix gateway]", settings.toString());
  }
}
