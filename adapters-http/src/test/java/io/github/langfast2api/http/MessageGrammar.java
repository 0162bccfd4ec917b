package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/**
 * The rules of Anthropic's API reference for the events of a stream: the message begins and ends
 * once, one block is open at a time, indexes have no gaps, and every delta is of its block's kind.
 */
final class MessageGrammar {

  private JsonObject message = JsonObject.EMPTY_JSON_OBJECT;
  private JsonObject open = JsonObject.EMPTY_JSON_OBJECT;
  private final JsonArrayBuilder content = Json.array();
  private final StringBuilder deltas = new StringBuilder();
  private int blocks;
  private boolean finished;
  private boolean stopped;
  private boolean failed;

  void next(JsonObject event) {
    String type = event.getString("type");
    assertFalse(stopped || failed, "after the end comes " + event);
    assertEquals(message.isEmpty(), type.equals("message_start"), event.toString());
    switch (type) {
      case "message_start" -> begin(event.getJsonObject("message"));
      case "ping" -> assertEquals(1, event.size());
      case "content_block_start" -> start(event);
      case "content_block_delta" -> delta(event);
      case "content_block_stop" -> stop(event);
      case "message_delta" -> finish(event);
      case "error" -> {
        var unused = AnthropicMessages.requireError(event);
        assertFalse(finished);
        failed = true;
      }
      default -> {
        assertEquals("message_stop", type);
        assertTrue(finished);
        stopped = true;
      }
    }
  }

  /** The whole message, if its stream came to its end. */
  JsonObject message() {
    assertTrue(stopped);
    JsonObject whole = Json.object(message).add("content", content).build();
    AnthropicMessages.requireMessage(whole);
    return whole;
  }

  private void begin(JsonObject begun) {
    AnthropicMessages.requireMessage(begun);
    assertEquals(0, begun.getJsonArray("content").size());
    assertTrue(begun.isNull("stop_reason") && begun.isNull("stop_sequence"));
    message = begun;
  }

  private void start(JsonObject event) {
    assertTrue(open.isEmpty(), "a block starts before the one before it stops");
    assertFalse(finished);
    assertEquals(blocks, event.getInt("index"));
    open = event.getJsonObject("content_block");
    switch (open.getString("type")) {
      case "text" -> assertEquals("", open.getString("text"));
      default -> {
        assertEquals("tool_use", open.getString("type"));
        assertEquals(JsonObject.EMPTY_JSON_OBJECT, open.getJsonObject("input"));
      }
    }
  }

  private void delta(JsonObject event) {
    assertFalse(open.isEmpty());
    assertEquals(blocks, event.getInt("index"));
    JsonObject delta = event.getJsonObject("delta");
    boolean text = open.getString("type").equals("text");
    assertEquals(text ? "text_delta" : "input_json_delta", delta.getString("type"));
    String more = delta.getString(text ? "text" : "partial_json");
    assertFalse(more.isEmpty());
    deltas.append(more);
  }

  private void stop(JsonObject event) {
    assertFalse(open.isEmpty());
    assertEquals(blocks, event.getInt("index"));
    boolean text = open.getString("type").equals("text");
    content.add(
        text
            ? Json.object(open).add("text", deltas.toString())
            : Json.object(open).add("input", Json.parse(deltas.toString())));
    assertTrue(deltas.length() > 0);
    deltas.setLength(0);
    open = JsonObject.EMPTY_JSON_OBJECT;
    blocks++;
  }

  private void finish(JsonObject event) {
    assertTrue(open.isEmpty(), "the message ends before its last block");
    assertFalse(finished);
    finished = true;
    AnthropicMessages.requireUsage(event.getJsonObject("usage"));
    JsonObject delta = event.getJsonObject("delta");
    message =
        Json.object(message)
            .add("stop_reason", delta.get("stop_reason"))
            .add("stop_sequence", delta.get("stop_sequence"))
            .add("usage", event.get("usage"))
            .build();
  }
}
