package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.streaming;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
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
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of a server whose keep-alive interval is longer than any of them. */
@ServerTest
@Timeout(120)
class StreamTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();
  private static final String USAGE = "\"stream_options\":{\"include_usage\":true}";

  private final Api api;
  private final URI uri;

  StreamTest(URI uri) {
    this.uri = uri;
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, BACKEND, HttpSettings.DEFAULTS);
  }

  /** A stream's text with what differs from one to the next taken out. */
  private String events(String body) {
    Api.Reply reply = api.chat(body);
    assertEquals(200, reply.status(), reply.body());
    return reply
        .body()
        .replaceAll("chatcmpl-\\w{24}", "ID")
        .replaceAll("\"created\":\\d+", "\"created\":0");
  }

  private static String chunk(String rest) {
    return "data: {\"id\":\"ID\",\"object\":\"chat.completion.chunk\",\"created\":0,"
        + "\"model\":\"gpt-4.1\",\"choices\":["
        + rest
        + "}\n\n";
  }

  private static String choice(String delta, String finish) {
    return "{\"index\":0,\"delta\":{" + delta + "},\"finish_reason\":" + finish + "}]";
  }

  @Test
  void everyByteOfAStreamIsAsItShouldBe() {
    assertEquals(
        chunk(choice("\"role\":\"assistant\",\"content\":\"\"", "null"))
            + chunk(choice("\"content\":\"Hello\"", "null"))
            + chunk(choice("\"content\":\", world.\"", "null"))
            + chunk(choice("", "\"stop\""))
            + "data: [DONE]\n\n",
        events(streaming("hi")));
  }

  @Test
  void theCostComesInAChunkOfItsOwnAndAsNullBefore() {
    Finish finish = new Finish(FinishReason.LENGTH, Optional.of(new Usage(1, 2, 0, 0)));
    BACKEND.play("cost", Script.saying("x").finish(finish));
    assertEquals(
        chunk(choice("\"role\":\"assistant\",\"content\":\"\"", "null") + ",\"usage\":null")
            + chunk(choice("\"content\":\"x\"", "null") + ",\"usage\":null")
            + chunk(choice("", "\"length\"") + ",\"usage\":null")
            + chunk(
                "],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},"
                    + "\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0,"
                    + "\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}")
            + "data: [DONE]\n\n",
        events(streaming("cost", USAGE)));
    assertFalse(events(streaming("cost")).contains("usage"), "nobody asked");
  }

  @Test
  void aCostThatIsNotKnownHasNoChunk() {
    String events = events(streaming("hi", USAGE));
    assertTrue(
        events.endsWith(chunk(choice("", "\"stop\"") + ",\"usage\":null") + "data: [DONE]\n\n"),
        events);
  }

  @Test
  void aStreamWhoseTextIsTakenBackEndsWithAnError() {
    BACKEND.play("count", Script.saying("It is 41").rewrite("It is 42").finish(FinishReason.STOP));
    String events = events(streaming("count"));
    assertTrue(events.contains("It is 41"), events);
    assertTrue(events.contains("data: {\"error\":{\"message\":\"The upstream rewrote"), events);
    assertFalse(events.contains("[DONE]") || events.contains("It is 42"), events);
  }

  @Test
  void anAnswerWithoutTextIsAStreamAllTheSame() {
    BACKEND.play("hush", Script.saying().finish(FinishReason.STOP));
    assertEquals(
        chunk(choice("\"role\":\"assistant\",\"content\":\"\"", "null"))
            + chunk(choice("", "\"stop\""))
            + "data: [DONE]\n\n",
        events(streaming("hush")));
  }

  @Test
  void textIsEscapedAndOtherwiseAsItWas() {
    BACKEND.play("odd", Script.saying("\"\\\n\r\t\0é€\ud83d\ude00").finish(FinishReason.STOP));
    String events = events(streaming("odd"));
    assertTrue(events.contains("\"content\":\"\\\"\\\\\\n\\r\\t\\u0000é€\ud83d\ude00\""), events);
  }

  @Test
  void theHeadersForbidWhatWouldHoldEventsUp() {
    Api.Reply reply = api.chat(streaming("hi"), "Accept-Encoding", "gzip");
    assertEquals(Optional.of("text/event-stream"), reply.header("content-type"));
    assertEquals(Optional.of("no-cache"), reply.header("cache-control"));
    assertEquals(Optional.of("no"), reply.header("x-accel-buffering"));
    assertEquals(Optional.empty(), reply.header("content-encoding"));
    assertTrue(reply.header("x-request-id").isPresent(), "no x-request-id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "*/*", "text/event-stream", "image/png"})
  void acceptDoesNotMatter(String accept) {
    Api.Reply reply = api.chat(streaming("hi"), "Accept", accept);
    assertEquals(Optional.of("text/event-stream"), reply.header("content-type"));
  }

  @Test
  void theBodyEndsRightAfterDone() {
    try (Wire wire = Wire.to(uri.getPort())) {
      wire.send(Wire.chat(streaming("hi"))).readThrough("data: [DONE]\n\n\r\n");
      assertEquals("0\r\n\r\n", wire.readThrough("\r\n\r\n"));
    }
  }

  @Test
  void everyEventIsAChunkOfItsOwn() {
    try (Wire wire = Wire.to(uri.getPort())) {
      String answer = wire.send(Wire.chat(streaming("hi"))).readThrough("\r\n0\r\n\r\n");
      assertEquals(6, answer.split("\r\n[0-9a-f]+\r\ndata: ", -1).length, answer);
    }
  }

  @Test
  void aFailureBeforeTheFirstEventIsAnError() {
    BACKEND.play(
        "fail", Script.saying().fail(new ChatFailure.QuotaExhausted("no", Optional.empty())));
    Api.Reply reply = api.chat(streaming("fail"));
    assertEquals("429 insufficient_quota insufficient_quota -", reply.failure());
    assertEquals(Optional.of("false"), reply.header("x-should-retry"));
    assertEquals(Optional.empty(), reply.header("cache-control"));
  }

  @Test
  void aRequestThatIsNotTakenOnIsAnError() {
    try (Gateway gateway =
        Gateway.of(
            request -> {
              throw new ChatException(new ChatFailure.AccessRefused("who are you"));
            })) {
      Api.Reply reply = gateway.api().chat(streaming("hi"));
      assertEquals("502 server_error upstream_error -", reply.failure());
      assertEquals(Optional.of("false"), reply.header("x-should-retry"));
    }
  }

  @Test
  void aFailureAfterTheFirstEventIsAnEventAndTheEnd() {
    BACKEND.play("break", Script.saying("so far").fail(new ChatFailure.RunFailed("no \"luck\"")));
    assertEquals(
        chunk(choice("\"role\":\"assistant\",\"content\":\"\"", "null"))
            + chunk(choice("\"content\":\"so far\"", "null"))
            + "data: {\"error\":{\"message\":\"no"
            + " \\\"luck\\\"\",\"type\":\"server_error\",\"param\":null,\"code\":\"upstream_error\"},\"choices\":false}\n\n",
        events(streaming("break")));
  }

  @Test
  void anErrorCannotBeTakenForAChunkThatSaysNothing() {
    BACKEND.play("break", Script.saying("so far").fail(new ChatFailure.RunFailed("no luck")));
    String events = events(streaming("break"));
    String data = events.substring(events.lastIndexOf("data: ") + "data: ".length());
    JsonObject error = Json.parse(data).asJsonObject();
    assertFalse(error.isNull("error"));
    assertEquals(JsonValue.FALSE, error.get("choices"));
  }

  @Test
  void aConnectionThatDropsUpstreamIsAnErrorToo() {
    BACKEND.play("drop", Script.saying("so far").drop());
    String events = events(streaming("drop"));
    assertTrue(events.contains("\n\ndata: {\"error\":"), events);
    assertFalse(events.contains("[DONE]") || events.contains("\"stop\""), events);
  }
}
