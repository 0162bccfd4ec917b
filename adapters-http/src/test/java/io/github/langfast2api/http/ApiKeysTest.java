package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
@Timeout(120)
class ApiKeysTest {

  private final Api api;
  private final URI uri;

  ApiKeysTest(URI uri) {
    this.uri = uri;
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    HttpSettings settings =
        new HttpSettings(
            DigestKeyring.of(
                Map.of(
                    "sk-first-key", ApiClient.unlimited("first"),
                    "sk-other-key", ApiClient.unlimited("other"))),
            1024,
            false,
            Answer.EVER,
            Duration.ofSeconds(10),
            false);
    Gateway.configure(server, new ScriptedBackend(), settings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer sk-first-key", "Bearer sk-other-key", "bearer  sk-other-key "})
  void anyOfTheKeysOpens(String authorization) {
    assertEquals(200, api.get("/v1/models", "Authorization", authorization).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer\tsk-first-key",
        "Authorization:\tBearer \t  sk-first-key\t",
        "Authorization: bearer sk-first-key",
        "authorization:BEARER sk-first-key",
        "x-api-key: sk-first-key",
        "X-API-Key:\tsk-other-key ",
        "Authorization: Bearer sk-wrong\r\nx-api-key: sk-first-key",
        "x-api-key: sk-wrong\r\nAuthorization: Bearer sk-first-key",
        "Authorization: Basic eDp5\r\nx-api-key: sk-first-key",
      })
  void aKeyOpensHoweverItIsWritten(String header) {
    try (Wire wire = Wire.to(uri.getPort())) {
      String answer = wire.send(Wire.get("/v1/models", header)).readThrough("\r\n");
      assertEquals("HTTP/1.1 200 OK\r\n", answer);
    }
  }

  @Test
  void aWrongXApiKeyIsToldMasked() {
    Api.Reply reply = api.get("/v1/models", "x-api-key", "sk-wrong-key-of-a-user-1234");
    assertEquals("401 invalid_request_error invalid_api_key -", reply.failure());
    assertEquals("Incorrect API key provided: sk-****1234.", reply.error().getString("message"));
    assertEquals("401 invalid_request_error - -", api.get("/v1/models", "x-api-key", "").failure());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic c2stZmlyc3Qta2V5",
        "Bearer",
        "Bearer ",
        "sk-first-key",
        "Bearersk-first-key"
      })
  void whatIsNoBearerKeyIsNoKey(String authorization) {
    Api.Reply reply = api.get("/v1/models", "Authorization", authorization);
    assertEquals("401 invalid_request_error - -", reply.failure());
    assertEquals(Optional.of("Bearer"), reply.header("www-authenticate"));
  }

  @Test
  void noKeyIsToldHowToShowOne() {
    Api.Reply reply = api.get("/v1/models");
    assertEquals("401 invalid_request_error - -", reply.failure());
    assertTrue(reply.error().getString("message").contains("Authorization: Bearer"));
  }

  @ParameterizedTest
  @CsvSource({
    "sk-wrong-key-of-a-user-1234, sk-****1234",
    "sk-first-keyx,               ****",
    "sk-first-ke,                 ****",
    "x,                           ****",
  })
  void aWrongKeyIsToldMasked(String key, String masked) {
    Api.Reply reply = api.get("/v1/models", "Authorization", "Bearer " + key);
    assertEquals("401 invalid_request_error invalid_api_key -", reply.failure());
    assertEquals(Optional.of("Bearer"), reply.header("www-authenticate"));
    assertEquals("Incorrect API key provided: " + masked + ".", reply.error().getString("message"));
    assertFalse(reply.body().contains(key) && key.length() > 1, reply.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/models", "/v1/models/gpt-4.1", "/v1/embeddings", "/v1/"})
  void everyPathBelowV1NeedsAKey(String path) {
    assertEquals(401, api.get(path).status());
  }

  @Test
  void aChatNeedsAKey() {
    assertEquals(401, api.chat("{}").status());
  }

  @Test
  void theRootNeedsNoKey() {
    assertEquals(200, api.get("/").status());
  }

  @Test
  void optionsNeedsNoKey() {
    assertEquals(405, api.send("OPTIONS", "/v1/models", BodyPublishers.noBody()).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%76%31/models", "//v1/models", "/v1//models", "/x/../v1/models", "/v1/./models",
        "/v1;a=b/models", "/v1/models;a=b", "/v1/models/", "/V1/models", "/v1%2Fmodels"
      })
  void noSpellingOfAPathGetsRoundTheKeys(String path) {
    try (Wire wire = Wire.to(uri.getPort())) {
      String status = wire.send(Wire.get(path)).readThrough("\r\n");
      assertNotEquals("HTTP/1.1 200 OK\r\n", status);
    }
  }
}
