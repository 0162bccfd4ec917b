package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
@Timeout(120)
class RoutesTest {

  private final Api api;

  RoutesTest(URI uri) {
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, new ScriptedBackend(), HttpSettings.DEFAULTS);
  }

  @Test
  void theRootSaysThatSomebodyIsThere() {
    Api.Reply reply = api.get("/");
    assertEquals(200, reply.status());
    assertTrue(reply.body().contains("/v1"), reply.body());
  }

  @Test
  void theModelsAreListedInTheOrderOfTheCatalogue() {
    List<String> ids =
        api.get("/v1/models")
            .json()
            .getJsonArray("data")
            .getValuesAs(model -> model.asJsonObject().getString("id"));
    assertEquals(List.of("gpt-4.1", "gpt-5", "ft:gpt/own"), ids);
    assertEquals("list", api.get("/v1/models").json().getString("object"));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/models/gpt-4.1,            gpt-4.1,            openai",
    "/v1/models/gpt-4.1-2025-04-14, gpt-4.1-2025-04-14, openai",
    "/v1/models/gpt%2D4%2E1,        gpt-4.1,            openai",
    "/v1/models/ft%3Agpt%2Fown,     ft:gpt/own,         me",
    "/v1/models/ft:gpt/own,         ft:gpt/own,         me",
  })
  void aModelIsShownUnderItsIdAndThoseOfItsVersions(String path, String id, String owner) {
    JsonObject model = api.get(path).json();
    assertEquals(id, model.getString("id"));
    assertEquals("model", model.getString("object"));
    assertEquals(1_751_306_799, model.getInt("created"));
    assertEquals(owner, model.getString("owned_by"));
  }

  @Test
  void aModelTellsWhatItSupports() {
    JsonObject model = api.get("/v1/models/gpt-5").json();
    assertEquals(128_000, model.getInt("max_completion_tokens"));
    assertEquals(JsonValue.FALSE, model.get("sampling"));
    assertEquals("[\"minimal\",\"low\"]", model.getJsonArray("reasoning_efforts").toString());
    assertEquals("[\"low\",\"high\"]", model.getJsonArray("verbosities").toString());
  }

  @Test
  void anUnknownModelIsNotFound() {
    assertEquals(
        "404 invalid_request_error model_not_found model", api.get("/v1/models/gpt-9").failure());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/v1", "/v1/", "/v1/embeddings", "/v2/models", "/v1/chat"})
  void anUnknownUrlIsNotFound(String path) {
    assertEquals("404 invalid_request_error - -", api.get(path).failure());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/embeddings             | Embeddings are not offered here: use another provider",
        "/v1/completions            | make it a message to /v1/chat/completions.",
        "/v1/moderations            | Moderations are",
        "/v1/images/generations     | Images as answers are",
        "/v1/audio/speech           | Speech and transcripts are",
        "/v1/files/file-1/content   | put texts and pictures into messages to",
        "/v1/batches                | Batches are not offered here: send the requests one by one",
        "/v1/fine_tuning/jobs       | Fine-tuning jobs are",
        "/v1/assistants             | Assistants are",
        "/v1/threads/t/runs         | send the conversation to /v1/chat/completions.",
        "/v1/chat/completions/id    | Stored completions are",
        "/embeddings                | Embeddings are",
        "/v1/conversations/c        | previous_response_id of /v1/responses goes on with one.",
        "/v1                        | It is the base URL for clients: /v1/models lists the models.",
        "/v1/                       | It is the base URL for clients:",
        "/models                    | Did you mean /v1/models?",
        "/models/                   | Did you mean /v1/models?",
        "/models/gpt-4.1            | Did you mean /v1/models/gpt-4.1?",
        "/chat/completions          | Did you mean /v1/chat/completions?",
        "/chat//completions//       | Did you mean /v1/chat/completions?",
        "/v1/v1/chat/completions    | Did you mean /v1/chat/completions?",
        "/openai/deployments/x/chat/completions | Did you mean /v1/chat/completions?",
      })
  void aPathThatIsNotServedSaysWhatToUseInstead(String path, String hint) {
    for (String method : List.of("GET", "POST", "DELETE")) {
      Api.Reply reply = api.send(method, path, BodyPublishers.ofString("{}"));
      assertEquals("404 invalid_request_error - -", reply.failure());
      String message = reply.error().getString("message");
      assertTrue(message.contains(hint), message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/v2/embedding", "/chat", "/v1/embeddingsx"})
  void whatNobodyKnowsHasNoHint(String path) {
    String message = api.get(path).error().getString("message");
    assertEquals("Unknown request URL: GET " + path + ".", message);
  }

  @Test
  void whoWantsToDeleteAModelIsToldWhereTheyAreListed() {
    Api.Reply reply = api.send("DELETE", "/v1/models/gpt-4.1", BodyPublishers.noBody());
    String message = reply.error().getString("message");
    assertTrue(message.endsWith("models.json lists the models."), message);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/models,           /v1/models/",
    "/v1/models,           /v1//models//",
    "/v1/models/gpt-4.1,   /v1/models/gpt-4.1/",
    "/v1/models/ft:gpt/own, /v1/models/ft:gpt/own//",
    "/v1/chat/completions, /v1/chat/completions/",
    "/openapi.yaml,        /openapi.yaml/",
    "/playground/main.js,  /playground//main.js/",
  })
  void slashesTooManyAreForgiven(String path, String given) {
    Api.Reply reply = api.send("GET", given, BodyPublishers.noBody());
    assertEquals(api.get(path).status(), reply.status());
    assertEquals(api.get(path).body(), reply.body());
  }

  @Test
  void aSlashAtTheEndOfWhereToAskIsForgiven() {
    Api.Reply reply =
        api.send("POST", "/v1/chat/completions/", BodyPublishers.ofString(Requests.asking("hi")));
    assertEquals(200, reply.status(), reply.body());
  }

  @Test
  void thePlaygroundsPageIsAtOneAddressToWhichItsPartsAreRelative() {
    Api.Reply reply = api.get("/playground/");
    assertEquals(308, reply.status());
    assertEquals(Optional.of("../playground"), reply.header("location"));
    assertTrue(reply.header("x-request-id").isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "POST,   /,                    'GET, HEAD'",
    "DELETE, /v1/models,           'GET, HEAD'",
    "DELETE, /v1/models/gpt-4.1,   'GET, HEAD'",
    "GET,    /v1/chat/completions, POST",
    "PUT,    /v1/chat/completions, POST",
    "OPTIONS, /v1/models,          'GET, HEAD'",
    "OPTIONS, /v1/chat/completions, POST",
  })
  void anotherMethodIsNotAllowed(String method, String path, String allowed) {
    Api.Reply reply = api.send(method, path, BodyPublishers.ofString("{}"));
    assertEquals("405 invalid_request_error method_not_supported -", reply.failure());
    assertEquals(Optional.of(allowed), reply.header("allow"));
  }

  @ParameterizedTest
  @CsvSource({
    "/,                    200",
    "/v1/models,           200",
    "/v1/models/gpt-4.1,   200",
    "/v1/models/gpt-9,     404",
    "/v1/chat/completions, 405",
    "/nowhere,             404",
  })
  void headIsAnsweredAsGetIsWithoutABody(String path, int status) {
    Api.Reply head = api.send("HEAD", path, BodyPublishers.noBody());
    assertEquals(status, head.status());
    assertEquals("", head.body());
    if (status == 200) {
      assertEquals(api.get(path).header("content-length"), head.header("content-length"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1/models", "/v1/models/gpt-9", "/nowhere"})
  void everyAnswerHasARequestIdOfOurs(String path) {
    Api.Reply one = api.get(path, "x-request-id", "theirs");
    Api.Reply other = api.get(path, "x-client-request-id", "theirs".repeat(100));
    assertTrue(one.header("x-request-id").orElse("").matches("req_\\w{24}"));
    assertNotEquals(one.header("x-request-id"), other.header("x-request-id"));
    assertEquals(1, one.headers().allValues("x-request-id").size());
  }
}
