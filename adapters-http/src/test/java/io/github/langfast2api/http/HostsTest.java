package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway on loopback without keys, and pages that make browsers take it for their server. */
@Timeout(120)
class HostsTest {

  private static Gateway gateway;

  @BeforeAll
  static void start() {
    gateway = serving(Optional.of(List.of("Gateway.example", "[2001:db8::1]")));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static Gateway serving(Optional<List<String>> hosts) {
    WebAccess web = WebAccess.of(hosts, List.of());
    return Gateway.of(new ScriptedBackend(), HttpSettings.DEFAULTS, web, 100);
  }

  private static String answer(Gateway gateway, String target, String host) {
    try (Wire wire = gateway.wire()) {
      return wire.send(Wire.get(target, "Connection: close").replace("localhost\r", host + "\r"))
          .readToEnd();
    }
  }

  private static void assertStatus(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8000",
        "LocalHost",
        "localhost.",
        "app.localhost:3000",
        "127.0.0.1",
        "127.0.0.1:8000",
        "127.8.9.10:1",
        "[::1]",
        "[::1]:8000",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]:80",
        "gateway.example",
        "GATEWAY.example:443",
        "[2001:db8::1]:8000",
      })
  void loopbackAndTheHostsThatAreAllowedAreServed(String host) {
    assertStatus(200, answer(gateway, "/v1/models", host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evillocalhost",
        "128.0.0.1",
        "0.0.0.0:8000",
        "192.168.0.1",
        "[::2]",
        "[2001:db8::2]",
        "gateway.example.evil",
        "evil.gateway.example",
      })
  void noOtherHostIsServedAtAnyPath(String host) {
    for (String path : List.of("/v1/models", "/", "/playground", "/nowhere")) {
      String answer = answer(gateway, path, host);
      assertStatus(403, answer);
      assertTrue(answer.contains("ALLOWED_HOSTS") && answer.contains("x-request-id"), answer);
      String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
      assertEquals(
          "host_not_allowed",
          Json.parse(body).asJsonObject().getJsonObject("error").getString("code"));
    }
  }

  @Test
  void theHostOfATargetInAbsoluteFormCounts() {
    assertStatus(403, answer(gateway, "http://evil.example/v1/models", "localhost"));
    assertStatus(200, answer(gateway, "http://localhost/v1/models", "evil.example"));
  }

  @Test
  void aProbeWithoutAHostIsServed() {
    try (Wire wire = gateway.wire()) {
      assertStatus(200, wire.send("GET / HTTP/1.0\r\n\r\n").readToEnd());
    }
  }

  @Test
  void aChatForAnotherHostIsRefusedAndItsBodyNotRead() {
    try (Wire wire = gateway.wire()) {
      String chat = Wire.chat("{", "Connection: close").replace("Host: localhost", "Host: evil");
      assertStatus(403, wire.send(chat).readToEnd());
    }
  }

  @Test
  void allHostsMayBeAllowed() {
    for (Optional<List<String>> all :
        List.of(Optional.<List<String>>empty(), Optional.of(List.of("*")))) {
      try (Gateway open = serving(all)) {
        assertStatus(200, answer(open, "/v1/models", "evil.example"));
      }
    }
  }
}
