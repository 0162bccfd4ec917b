package io.github.langfast2api.http;

import static io.github.langfast2api.http.AnthropicMessages.asking;
import static io.github.langfast2api.http.AnthropicMessages.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, limits, names and lists of models, as Anthropic's clients know them. */
@ServerTest
@Timeout(60)
class AnthropicAccessTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();
  private static final String VERSION = "anthropic-version";

  private final Api api;

  AnthropicAccessTest(URI uri) {
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    BACKEND.play("talk", Script.saying("a").finish(FinishReason.STOP));
    ModelCatalog catalog =
        Models.CATALOG.withAliases(Map.of("claude-sonnet-4-5", Models.THINKER.id()));
    HttpRouting.Builder routing = HttpRouting.builder();
    new ApiServer(
            catalog,
            TestPorts.of(BACKEND),
            new HttpSettings(
                DigestKeyring.of(
                    Map.of(
                        "k",
                        ApiClient.unlimited("any"),
                        "four",
                        new ApiClient("four", OptionalInt.of(4), OptionalInt.empty()))),
                1024,
                false,
                Answer.EVER,
                Duration.ofSeconds(10),
                false),
            RequestObserver.NONE)
        .configure(server, routing);
    server.routing(routing);
  }

  private AnthropicMessages with(String... headers) {
    return new AnthropicMessages(api, headers);
  }

  @Test
  void aKeyIsTakenFromEitherHeader() {
    assertEquals(200, with("x-api-key", "k").post(asking("talk")).status());
    assertEquals(200, with("authorization", "Bearer k").post(asking("talk")).status());
    assertEquals(
        200, with("x-api-key", "stale", "authorization", "Bearer k").post(asking("talk")).status());
    assertEquals(
        200, with("x-api-key", "k", "authorization", "Bearer stale").post(asking("talk")).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/count_tokens", "/batches"})
  void aRequestWithoutAKeyIsRefusedInAnthropicsForm(String path) {
    Api.Reply reply = api.send("POST", AnthropicMessages.PATH + path, BodyPublishers.ofString("{"));
    assertEquals("401 authentication_error", failure(reply));
    String wrong = "sk-ant-a-wrong-key-of-somebody";
    reply = with("x-api-key", wrong).send("POST", AnthropicMessages.PATH + path, "{}");
    assertEquals("401 authentication_error", failure(reply));
    assertFalse(reply.body().contains(wrong));
    assertEquals(Optional.of("false"), reply.header("x-should-retry"));
  }

  @Test
  void aBodyThatIsTooLargeIsToldInAnthropicsForm() {
    assertEquals("413 request_too_large", failure(with("x-api-key", "k").post("x".repeat(2000))));
  }

  @Test
  void aKeysLimitIsOneOverAllDialects() {
    String remaining = "anthropic-ratelimit-requests-remaining";
    AnthropicMessages four = with("x-api-key", "four");
    String[] bearer = {"Authorization", "Bearer four"};
    Api.Reply first = four.post(asking("talk"));
    assertEquals(Optional.of("4"), first.header("anthropic-ratelimit-requests-limit"));
    assertEquals(Optional.of("3"), first.header(remaining));
    assertTrue(
        Instant.parse(first.header("anthropic-ratelimit-requests-reset").orElseThrow())
            .isAfter(Instant.EPOCH));
    assertEquals(Optional.empty(), first.header("x-ratelimit-limit-requests"));
    assertEquals(
        Optional.of("2"),
        api.chat(Requests.asking("talk"), bearer).header("x-ratelimit-remaining-requests"));
    assertEquals(
        Optional.of("1"),
        api.send(
                "POST",
                "/v1/responses",
                BodyPublishers.ofString("{\"model\":\"gpt-4.1\",\"input\":\"talk\"}"),
                bearer)
            .header("x-ratelimit-remaining-requests"));
    assertEquals(Optional.of("0"), four.post(asking("talk")).header(remaining));
    Api.Reply refused = four.post(asking("talk"));
    assertEquals("429 rate_limit_error", failure(refused));
    assertTrue(Integer.parseInt(refused.header("retry-after").orElseThrow()) > 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-sonnet-4-5",
        "claude-sonnet-4-5-20250929",
        "claude-sonnet-4-5[1m]",
        "claude-sonnet-4-5-20250929[1M]"
      })
  void anAliasIsToldByTheNameThatWasAskedFor(String name) {
    AnthropicMessages client = with("x-api-key", "k");
    String body = asking("talk").replace("gpt-4.1", name);
    assertEquals(name, client.create(body).getString("model"));
    assertEquals("gpt-5", BACKEND.requests().getLast().model());
    assertEquals(
        name, client.streamed(body.replaceFirst("[{]", "{\"stream\":true,")).getString("model"));
  }

  private JsonObject models(String query) {
    Api.Reply reply = api.get("/v1/models" + query, VERSION, "2023-06-01", "x-api-key", "k");
    assertEquals(200, reply.status(), reply.body());
    assertTrue(reply.header("request-id").isPresent());
    return reply.json();
  }

  @Test
  void modelsHaveAnthropicsFormForItsClients() {
    JsonObject list = models("");
    assertEquals(
        "{\"type\":\"model\",\"id\":\"gpt-4.1\",\"display_name\":\"GPT-4.1\","
            + "\"created_at\":\"2025-06-30T18:06:39Z\"}",
        list.getJsonArray("data").getJsonObject(0).toString());
    assertEquals(
        "{\"type\":\"model\",\"id\":\"claude-sonnet-4-5\",\"display_name\":\"GPT-5\","
            + "\"created_at\":\"2025-06-30T18:06:39Z\"}",
        list.getJsonArray("data").getJsonObject(3).toString());
    assertEquals(list.getJsonArray("data").getJsonObject(0), models("/gpt-4.1?beta=true"));
    assertEquals(
        "claude-sonnet-4-5-20250929", models("/claude-sonnet-4-5-20250929").getString("id"));
  }

  @Test
  void modelsHaveOpenAisFormForOthers() {
    Api.Reply reply = api.get("/v1/models", "x-api-key", "k");
    assertEquals("list", reply.json().getString("object"));
    assertEquals("model", reply.json().getJsonArray("data").getJsonObject(3).getString("object"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?limit=1000                      | gpt-4.1 gpt-5 ft:gpt/own claude-sonnet-4-5 false",
        "?limit=2                         | gpt-4.1 gpt-5 true",
        "?limit=2&after_id=gpt-5          | ft:gpt/own claude-sonnet-4-5 false",
        "?after_id=claude-sonnet-4-5      | false",
        "?limit=1&before_id=ft:gpt/own    | gpt-5 true",
        "?before_id=gpt-5                 | gpt-4.1 false",
        "?before_id=gpt-4.1               | false",
      })
  void modelsComeInPages(String query, String expected) {
    JsonObject page = models(query.strip());
    String ids =
        page.getJsonArray("data").getValuesAs(JsonObject.class).stream()
            .map(model -> model.getString("id") + " ")
            .collect(Collectors.joining());
    assertEquals(expected, ids + page.getBoolean("has_more"));
    if (ids.isEmpty()) {
      assertTrue(page.isNull("first_id") && page.isNull("last_id"));
    } else {
      assertTrue(ids.startsWith(page.getString("first_id") + " "));
      assertTrue(ids.endsWith(page.getString("last_id") + " "));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0,400 invalid_request_error",
    "?limit=1001,400 invalid_request_error",
    "?limit=x,400 invalid_request_error",
    "?after_id=no,400 invalid_request_error",
    "/claude-opus-5-5,404 not_found_error",
  })
  void errorsOfModelsHaveAnthropicsFormForItsClients(String query, String failure) {
    Api.Reply reply = api.get("/v1/models" + query, VERSION, "2023-06-01", "x-api-key", "k");
    assertEquals(failure, failure(reply));
    assertEquals("401 authentication_error", failure(api.get("/v1/models", VERSION, "x")));
  }

  @Test
  void theProbesOfClaudeCodeAreAnswered() {
    assertEquals(200, api.send("HEAD", "/", BodyPublishers.noBody()).status());
    assertEquals(404, api.send("HEAD", "/api/hello", BodyPublishers.noBody()).status());
  }
}
