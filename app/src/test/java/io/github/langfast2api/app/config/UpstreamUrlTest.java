package io.github.langfast2api.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://a.example, https://a.example",
    "wss://a.example/x, https://a.example/x",
    "WSS://a.example:8443/, https://a.example:8443/",
    "http://127.0.0.1:3000, http://127.0.0.1:3000",
    "ws://localhost:3000, http://localhost:3000",
    "ws://[::1]:3000, http://[::1]:3000"
  })
  void anAddressMayBeWrittenForTheWebOrForSockets(String text, URI expected) {
    assertEquals(expected, new UpstreamUrl("X", false).parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example",
        "//a.example",
        "ftp://a.example",
        "https://",
        "https:///path",
        "https://me:secret@a.example",
        "https://a.example?q=1",
        "https://a.example#f",
        "https://a b"
      })
  void whatIsNoPlainAddressIsRefused(String text) {
    assertThrows(ConfigurationException.class, () -> new UpstreamUrl("X", true).parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example",
        "ws://10.0.0.1",
        "http://127.evil.example",
        "http://126.0.0.1"
      })
  void plainTextToAnotherMachineIsRefusedUnlessItIsAllowed(String text) {
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> new UpstreamUrl("X", false).parse(text));
    assertTrue(refused.getMessage().contains("LANGFAST_ALLOW_PLAINTEXT"));
    assertEquals("http", new UpstreamUrl("X", true).parse(text).getScheme());
  }

  @Test
  void theMessageNamesTheSetting() {
    ConfigurationException wrong =
        assertThrows(
            ConfigurationException.class,
            () -> new UpstreamUrl("LANGFAST_RUNNER_URL", false).parse("runner"));
    assertTrue(wrong.getMessage().startsWith("LANGFAST_RUNNER_URL is \"runner\""));
  }
}
