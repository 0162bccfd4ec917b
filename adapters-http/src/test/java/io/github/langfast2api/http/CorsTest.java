package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static io.github.langfast2api.http.Requests.streaming;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts of web pages of other origins. */
@Timeout(120)
class CorsTest {

  private static final String PAGE = "https://chat.example";
  private static final String KEY = "Authorization: Bearer sk-key";

  private Optional<Gateway> gateway = Optional.empty();

  private void allow(String... origins) {
    HttpSettings settings =
        new HttpSettings(
            DigestKeyring.of(
                Map.of(
                    "sk-key",
                    ApiClient.unlimited("any"),
                    "sk-once",
                    new ApiClient("once", OptionalInt.of(1), OptionalInt.empty()))),
            1000,
            false,
            Answer.EVER,
            Duration.ofSeconds(10),
            false);
    WebAccess web = WebAccess.of(Optional.of(List.of()), List.of(origins));
    gateway = Optional.of(Gateway.of(new ScriptedBackend(), settings, web, 100));
  }

  @AfterEach
  void stop() {
    gateway.ifPresent(Gateway::close);
  }

  private String head(String request) {
    try (Wire wire = gateway.orElseThrow().wire()) {
      return wire.send(request).readThrough("\r\n\r\n").toLowerCase(Locale.ROOT);
    }
  }

  private static void assertAllowed(String origin, int status, String head) {
    assertTrue(head.startsWith("http/1.1 " + status + " "), head);
    assertTrue(head.contains("\r\naccess-control-allow-origin: " + origin + "\r\n"), head);
    assertTrue(head.contains("\r\naccess-control-expose-headers: "), head);
    assertTrue(head.contains("x-request-id,"), head);
  }

  @ParameterizedTest
  @ValueSource(strings = {PAGE, "*"})
  void everyAnswerOfTheApiMayBeRead(String allowed) {
    allow(allowed);
    String origin = "Origin: " + PAGE;
    assertAllowed(allowed, 200, head(Wire.get("/v1/models", origin, KEY)));
    assertAllowed(allowed, 200, head(Wire.chat(asking("hi"), origin, KEY)));
    assertAllowed(allowed, 200, head(Wire.chat(streaming("hi"), origin, KEY)));
    assertAllowed(allowed, 400, head(Wire.chat("{", origin, KEY)));
    assertAllowed(allowed, 401, head(Wire.get("/v1/models", origin)));
    assertAllowed(allowed, 403, head(Wire.get("/v1/models", origin).replace("localhost", "evil")));
    assertAllowed(allowed, 404, head(Wire.get("/v1/nothing", origin, KEY)));
    assertAllowed(allowed, 404, head(Wire.get("/v1/models/x", origin, KEY)));
    assertAllowed(allowed, 405, head(Wire.get("/v1/chat/completions", origin, KEY)));
    assertAllowed(allowed, 413, head(Wire.chat(asking("x".repeat(2000)), origin, KEY)));
    assertAllowed(allowed, 415, head(Wire.chat("{}", origin, KEY, "Content-Encoding: br")));
    String once = KEY.replace("sk-key", "sk-once");
    assertAllowed(allowed, 200, head(Wire.chat(asking("hi"), origin, once)));
    assertAllowed(allowed, 429, head(Wire.chat(asking("hi"), origin, once)));
  }

  @Test
  void whatIsNoHttpMayBeReadWhereAllPagesMay() {
    allow("*");
    String head = head("GET /v1/models HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n");
    assertAllowed("*", 400, head);
  }

  @Test
  void aPreflightIsAnsweredWithoutAKey() {
    allow(PAGE);
    String preflight =
        Wire.get(
                "/v1/chat/completions",
                "Origin: " + PAGE,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization,content-type,x-stainless-os")
            .replace("GET", "OPTIONS");
    String head = head(preflight);
    assertAllowed(PAGE, 204, head);
    assertTrue(head.contains("\r\naccess-control-allow-methods: get, post, delete\r\n"), head);
    assertTrue(
        head.contains(
            "\r\naccess-control-allow-headers: authorization,content-type,x-stainless-os\r\n"),
        head);
    assertTrue(head.contains("\r\naccess-control-max-age: 3600\r\n"), head);
    assertTrue(head.contains("\r\nvary: origin\r\n"), head);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://chat.example.evil",
        "http://chat.example",
        "null"
      })
  void noOtherPageMayReadAnything(String origin) {
    allow(PAGE);
    for (String method : List.of("GET", "OPTIONS")) {
      String head =
          head(
              Wire.get("/v1/models", "Origin: " + origin, KEY, "Access-Control-Request-Method: GET")
                  .replace("GET /", method + " /"));
      assertFalse(head.contains("access-control-"), head);
      assertTrue(head.contains("\r\nvary: origin\r\n"), head);
      assertEquals(method.equals("GET"), head.startsWith("http/1.1 200 "), head);
    }
  }

  @ParameterizedTest
  @CsvSource({"/, 200", "/playground, 200", "/openapi.yaml, 200", "/v1x, 404"})
  void otherPathsAreForNoOtherPage(String path, int status) {
    allow("*");
    String head = head(Wire.get(path, "Origin: " + PAGE));
    assertTrue(head.startsWith("http/1.1 " + status + " "), head);
    assertFalse(head.contains("access-control-"), head);
  }

  @Test
  void withoutOriginsNothingIsSaid() {
    allow();
    String head = head(Wire.get("/v1/models", "Origin: " + PAGE, KEY));
    assertFalse(head.contains("access-control-") || head.contains("vary"), head);
  }
}
