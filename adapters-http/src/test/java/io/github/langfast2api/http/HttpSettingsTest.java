package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import io.github.langfast2api.ports.keys.Keyring;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpSettingsTest {

  @Test
  void byDefaultThereAreNoKeysAndBodiesMayHave32MiB() {
    assertEquals(
        new HttpSettings(
            Keyring.NONE, 33_554_432, false, Duration.ofSeconds(30), Duration.ofSeconds(10), false),
        HttpSettings.DEFAULTS);
  }

  @Test
  void theKeysAreNotShown() {
    Keyring keys = DigestKeyring.of(Map.of("sk-secret", ApiClient.unlimited("ann")));
    HttpSettings settings =
        new HttpSettings(keys, 1, false, Answer.EVER, Duration.ofSeconds(1), false);
    assertFalse(settings.toString().contains("secret"), settings.toString());
  }

  @Test
  void sizesAndTimesMustBePositive() {
    Duration second = Duration.ofSeconds(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new HttpSettings(Keyring.NONE, 0, false, Answer.EVER, second, false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new HttpSettings(Keyring.NONE, 1, false, Answer.EVER, Duration.ZERO, false));
  }
}
