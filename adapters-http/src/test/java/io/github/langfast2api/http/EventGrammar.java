package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rules of the Open Responses specification for the events of a stream: numbers without gaps,
 * items that are added, filled and done in order, one end, and an end that agrees with all that was
 * said before.
 */
final class EventGrammar {

  private static final Set<String> ENDS =
      Set.of("response.completed", "response.incomplete", "response.failed");

  private final String responseId;
  private final List<JsonValue> done = new ArrayList<>();
  private final StringBuilder deltas = new StringBuilder();
  private String open = "";
  private boolean failed;

  private EventGrammar(String responseId) {
    this.responseId = responseId;
  }

  static void require(List<JsonObject> events) {
    assertEquals("response.created", events.get(0).getString("type"));
    assertEquals("response.in_progress", events.get(1).getString("type"));
    EventGrammar grammar =
        new EventGrammar(events.get(0).getJsonObject("response").getString("id"));
    for (int i = 0; i < events.size(); i++) {
      JsonObject event = events.get(i);
      assertEquals(i, event.getInt("sequence_number"));
      boolean isEnd = ENDS.contains(event.getString("type"));
      assertEquals(i == events.size() - 1, isEnd, event.toString());
      assertEquals(event.getString("type").equals("error"), event.containsKey("error"));
      grammar.next(event);
    }
  }

  private void next(JsonObject event) {
    switch (event.getString("type")) {
      case "response.created", "response.in_progress" -> begun(event.getJsonObject("response"));
      case "response.output_item.added" -> added(event);
      case "response.content_part.added" -> {
        requireOpen(event);
        assertEquals("", event.getJsonObject("part").getString("text"));
      }
      case "response.output_text.delta",
          "response.function_call_arguments.delta",
          "response.custom_tool_call_input.delta" -> {
        requireOpen(event);
        assertFalse(event.getString("delta").isEmpty());
        deltas.append(event.getString("delta"));
      }
      case "response.output_text.done" -> requireWhole(event, "text");
      case "response.content_part.done" -> requireWhole(event.getJsonObject("part"), "text");
      case "response.function_call_arguments.done" -> requireWhole(event, "arguments");
      case "response.custom_tool_call_input.done" -> requireWhole(event, "input");
      case "response.output_item.done" -> itemDone(event);
      case "error" -> failed = true;
      default -> end(event.getString("type"), event.getJsonObject("response"));
    }
  }

  private static void begun(JsonObject response) {
    assertEquals("in_progress", response.getString("status"));
    assertEquals(JsonValue.EMPTY_JSON_ARRAY, response.getJsonArray("output"));
    assertTrue(response.isNull("usage"));
  }

  private void added(JsonObject event) {
    assertEquals("", open, "an item is added before the one before it is done");
    assertEquals(done.size(), event.getInt("output_index"));
    JsonObject item = event.getJsonObject("item");
    assertEquals("in_progress", item.getString("status"));
    open = item.getString("id");
    deltas.setLength(0);
    if (item.containsKey("call_id")) {
      assertNotEquals(open, item.getString("call_id"));
    }
  }

  private void requireOpen(JsonObject event) {
    assertEquals(open, event.getString("item_id"));
    assertEquals(done.size(), event.getInt("output_index"));
  }

  private void requireWhole(JsonObject what, String member) {
    assertEquals(deltas.toString(), what.getString(member));
  }

  private void itemDone(JsonObject event) {
    JsonObject item = event.getJsonObject("item");
    assertEquals(open, item.getString("id"));
    assertEquals(done.size(), event.getInt("output_index"));
    JsonObject text =
        item.containsKey("content") ? item.getJsonArray("content").getJsonObject(0) : item;
    requireWhole(
        text,
        item.containsKey("content") ? "text" : item.containsKey("input") ? "input" : "arguments");
    open = "";
    done.add(item);
  }

  private void end(String type, JsonObject response) {
    assertEquals(responseId, response.getString("id"));
    assertEquals(type, "response." + response.getString("status"));
    assertEquals(failed, type.equals("response.failed"));
    JsonArray output = response.getJsonArray("output");
    if (failed) {
      assertEquals(done, List.copyOf(output.subList(0, done.size())));
    } else {
      assertEquals("", open, "an item is not done");
      assertEquals(done, List.copyOf(output));
    }
  }
}
