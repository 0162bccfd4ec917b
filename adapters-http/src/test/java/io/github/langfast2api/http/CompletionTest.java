package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ServerTest
@Timeout(120)
class CompletionTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();

  private final Api api;

  CompletionTest(URI uri) {
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, BACKEND, HttpSettings.DEFAULTS);
  }

  @Test
  void aCompletionHasAllThatClientsReadOfIt() {
    long before = Instant.now().getEpochSecond();
    JsonObject completion = api.chat(asking("hi", "\"model\":\"gpt-4.1-2025-04-14\"")).json();
    String id = completion.getString("id");
    long created = completion.getJsonNumber("created").longValueExact();
    assertTrue(id.matches("chatcmpl-\\w{24}"), id);
    assertTrue(created >= before, "created before it was asked for");
    assertEquals(
        Json.parse(
            """
            {"id":"%s","object":"chat.completion","created":%d,"model":"gpt-4.1-2025-04-14",
             "choices":[{"index":0,
               "message":{"role":"assistant","content":"Hello, world.","refusal":null},
               "logprobs":null,"finish_reason":"stop"}]}
            """
                .formatted(id, created)),
        completion);
  }

  @Test
  void whatItCostIsToldWhereItIsKnown() {
    Finish finish = new Finish(FinishReason.STOP, Optional.of(new Usage(9, 12, 5, 3)));
    BACKEND.play("cost", Script.saying("x").finish(finish));
    assertEquals(
        Json.parse(
            """
            {"prompt_tokens":9,"completion_tokens":12,"total_tokens":21,
             "prompt_tokens_details":{"cached_tokens":3,"audio_tokens":0},
             "completion_tokens_details":{"reasoning_tokens":5,"audio_tokens":0,
               "accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}
            """),
        api.chat(asking("cost")).json().getJsonObject("usage"));
  }

  @Test
  void anAnswerThatWasRewrittenIsItsLastText() {
    Script rewritten = Script.saying("It is 41").rewrite("It is 42").say("!");
    BACKEND.play("count", rewritten.finish(FinishReason.STOP));
    JsonObject choice = api.chat(asking("count")).json().getJsonArray("choices").getJsonObject(0);
    assertEquals("It is 42!", choice.getJsonObject("message").getString("content"));
  }

  @ParameterizedTest
  @CsvSource({"STOP, stop", "LENGTH, length", "CONTENT_FILTER, content_filter"})
  void theReasonForTheEndIsTold(FinishReason reason, String told) {
    BACKEND.play(told, Script.saying("x").finish(reason));
    JsonObject choice = api.chat(asking(told)).json().getJsonArray("choices").getJsonObject(0);
    assertEquals(told, choice.getString("finish_reason"));
  }

  @Test
  void anAnswerWithoutTextIsEmptyAndNotNull() {
    BACKEND.play("hush", Script.saying().finish(FinishReason.STOP));
    JsonObject choice = api.chat(asking("hush")).json().getJsonArray("choices").getJsonObject(0);
    assertEquals("", choice.getJsonObject("message").getString("content"));
  }

  @Test
  void acceptDoesNotMakeItAStream() {
    Api.Reply reply = api.chat(asking("hi"), "Accept", "text/event-stream");
    assertEquals(Optional.of("application/json"), reply.header("content-type"));
  }

  @Test
  void aFailureIsAnErrorAndNoHalfAnswer() {
    BACKEND.play(
        "fail",
        Script.saying("half of ")
            .fail(new ChatFailure.RateLimited("slow down", Optional.of(Duration.ofSeconds(7)))));
    Api.Reply reply = api.chat(asking("fail"));
    assertEquals("429 requests rate_limit_exceeded -", reply.failure());
    assertEquals(
        "LangFast's limit is reached; try again in 7 seconds. slow down",
        reply.error().getString("message"));
    assertEquals(Optional.of("7"), reply.header("retry-after"));
    assertEquals(Optional.of("7000"), reply.header("retry-after-ms"));
    assertFalse(reply.body().contains("half"), reply.body());
  }

  @Test
  void aBugIsToldWithoutItsDetails() {
    try (Gateway gateway =
        Gateway.of(
            request -> {
              throw new IllegalStateException("secret");
            })) {
      for (String body : new String[] {asking("hi"), Requests.streaming("hi")}) {
        Api.Reply reply = gateway.api().chat(body);
        assertEquals("500 server_error - -", reply.failure());
        assertFalse(reply.body().contains("secret"), reply.body());
      }
    }
  }
}
