package io.github.langfast2api.http.messages;

import io.github.langfast2api.domain.Part;
import io.github.langfast2api.http.exchange.RandomId;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** The blocks of an answer, by Anthropic's API reference: text if there is some, then the calls. */
final class MessageContent {

  private MessageContent() {}

  /** All blocks of an answer. */
  static JsonArray of(String text, List<Part.ToolCall> calls) {
    JsonArrayBuilder content = Json.array();
    if (!text.isEmpty()) {
      content.add(text(text));
    }
    calls.forEach(call -> content.add(toolUse(call, ToolInput.of(call.arguments()))));
    return content.build();
  }

  /** A block of text. */
  static JsonObjectBuilder text(String text) {
    return Json.object().add("type", "text").add("text", text);
  }

  /** A call, under an id that no other call has. */
  static JsonObjectBuilder toolUse(Part.ToolCall call, JsonObject input) {
    return Json.object()
        .add("type", "tool_use")
        .add("id", RandomId.withPrefix("toolu_"))
        .add("name", call.name())
        .add("input", input);
  }
}
