package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Speaks Anthropic's Messages API, and holds every answer, stream and error to its form. */
final class AnthropicMessages {

  static final String PATH = "/v1/messages";

  private static final Set<String> MESSAGE =
      Set.of("id", "type", "role", "model", "content", "stop_reason", "stop_sequence", "usage");

  private final Api api;
  private final String[] headers;

  AnthropicMessages(Api api, String... headers) {
    this.api = api;
    this.headers = headers.clone();
  }

  Api.Reply send(String method, String path, String body) {
    return api.send(method, path, BodyPublishers.ofString(body), headers);
  }

  /** The reply to a request that may be refused. */
  Api.Reply post(String body) {
    return send("POST", PATH + "?beta=true", body);
  }

  /** The message that a request is answered with as a whole. */
  JsonObject create(String body) {
    Api.Reply reply = post(body);
    assertEquals(200, reply.status(), reply.body());
    assertEquals("application/json", reply.header("content-type").orElseThrow());
    assertTrue(reply.header("request-id").orElseThrow().startsWith("req_"));
    requireMessage(reply.json());
    for (JsonObject block : reply.json().getJsonArray("content").getValuesAs(JsonObject.class)) {
      assertFalse(block.getString("text", "-").isEmpty(), reply.body());
    }
    return reply.json();
  }

  static void requireMessage(JsonObject message) {
    assertEquals(MESSAGE, message.keySet());
    assertTrue(message.getString("id").matches("msg_\\w{24}"), message.toString());
    assertEquals("message", message.getString("type"));
    assertEquals("assistant", message.getString("role"));
    requireUsage(message.getJsonObject("usage"));
  }

  static void requireUsage(JsonObject usage) {
    assertEquals(
        Set.of(
            "input_tokens",
            "cache_creation_input_tokens",
            "cache_read_input_tokens",
            "output_tokens"),
        usage.keySet());
  }

  /** The events of a streamed answer, which must keep to the grammar. */
  List<JsonObject> stream(String body) {
    Api.Reply reply = post(body);
    assertEquals(200, reply.status(), reply.body());
    assertEquals("text/event-stream", reply.header("content-type").orElseThrow());
    assertEquals("no-cache", reply.header("cache-control").orElseThrow());
    assertTrue(reply.body().endsWith("}\n\n"), reply.body());
    List<JsonObject> events = new ArrayList<>();
    for (String text : reply.body().strip().split("\n\n", -1)) {
      String[] lines = text.split("\n", -1);
      assertEquals(2, lines.length, text);
      JsonObject event = Json.parse(lines[1].substring("data: ".length())).asJsonObject();
      assertEquals("event: " + event.getString("type"), lines[0]);
      events.add(event);
    }
    return events;
  }

  /** The message that a stream comes to, as Anthropic's SDK puts it together. */
  JsonObject streamed(String body) {
    MessageGrammar grammar = new MessageGrammar();
    stream(body).forEach(grammar::next);
    return grammar.message();
  }

  /** What an error says but for the details of its message, as text to compare. */
  static String failure(Api.Reply reply) {
    assertEquals("application/json", reply.header("content-type").orElseThrow());
    JsonObject error = requireError(reply.json());
    assertEquals(reply.header("request-id").orElseThrow(), reply.json().getString("request_id"));
    return reply.status() + " " + error.getString("type");
  }

  static JsonObject requireError(JsonObject envelope) {
    assertEquals(Set.of("type", "error", "request_id"), envelope.keySet());
    assertEquals("error", envelope.getString("type"));
    assertTrue(envelope.getString("request_id").matches("req_\\w{24}"), envelope.toString());
    JsonObject error = envelope.getJsonObject("error");
    assertFalse(error.getString("message").isBlank());
    return error;
  }

  static String message(Api.Reply reply) {
    return reply.json().getJsonObject("error").getString("message");
  }

  /** A question, with these members besides. */
  static String asking(String text, String... members) {
    return saying("{\"role\":\"user\",\"content\":\"" + text + "\"}", members);
  }

  /** A request with these messages, and these members besides. */
  static String saying(String messages, String... members) {
    StringBuilder body =
        new StringBuilder("{\"model\":\"gpt-4.1\",\"max_tokens\":1024,\"messages\":[");
    body.append(messages).append(']');
    for (String member : members) {
      body.append(member.isEmpty() ? "" : ",").append(member);
    }
    return body.append('}').toString();
  }
}
