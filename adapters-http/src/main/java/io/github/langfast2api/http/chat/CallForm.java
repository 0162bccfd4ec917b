package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/**
 * How a client is told of calls.
 *
 * @param legacy whether as a function call, since it offered functions and not tools
 * @param named whether it named the tool that must be called: OpenAI's finish reason is then that
 *     of an answer without a call, and agents decide by it whether to go on
 */
record CallForm(boolean legacy, boolean named) {

  /** The members of a whole message that has calls. */
  void addTo(JsonObjectBuilder message, List<Part.ToolCall> calls) {
    if (calls.isEmpty()) {
      return;
    }
    if (legacy) {
      message.add("function_call", function(calls.getFirst()));
      return;
    }
    JsonArrayBuilder array = Json.array();
    for (Part.ToolCall call : calls) {
      array.add(
          Json.object()
              .add("id", call.id())
              .add("type", "function")
              .add("function", function(call)));
    }
    message.add("tool_calls", array);
  }

  private static JsonObjectBuilder function(Part.ToolCall call) {
    return Json.object().add("name", call.name()).add("arguments", call.arguments());
  }

  /** The {@code finish_reason} of a choice. */
  String finishReason(FinishReason reason) {
    return switch (reason) {
      case STOP -> "stop";
      case LENGTH -> "length";
      case CONTENT_FILTER -> "content_filter";
      case TOOL_CALLS -> named ? "stop" : legacy ? "function_call" : "tool_calls";
    };
  }
}
