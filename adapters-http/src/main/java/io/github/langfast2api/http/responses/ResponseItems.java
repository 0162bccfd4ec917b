package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.Part;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** The JSON of the items of an answer, by OpenAI's API reference ("The response object"). */
final class ResponseItems {

  private ResponseItems() {}

  /**
   * A message of the model.
   *
   * @param status {@code completed} or {@code incomplete}
   */
  static JsonObject message(String id, String status, String text) {
    return message(id, status).add("content", Json.array().add(outputText(text))).build();
  }

  /** A message of which nothing is known yet. */
  static JsonObject emptyMessage(String id) {
    return message(id, "in_progress").add("content", Json.array()).build();
  }

  private static JsonObjectBuilder message(String id, String status) {
    return Json.object()
        .add("id", id)
        .add("type", "message")
        .add("status", status)
        .add("role", "assistant");
  }

  /** A part of text. */
  static JsonObjectBuilder outputText(String text) {
    return Json.object()
        .add("type", "output_text")
        .add("text", text)
        .add("annotations", Json.array())
        .add("logprobs", Json.array());
  }

  /**
   * A call of a tool.
   *
   * @param status {@code in_progress}, and then without arguments, or {@code completed}
   * @param arguments of the call, or the input of a custom tool
   */
  static JsonObject call(
      String id,
      ResponseTools.ToolIdentity tool,
      String status,
      Part.ToolCall call,
      String arguments) {
    JsonObjectBuilder item =
        Json.object()
            .add("id", id)
            .add("type", tool.custom() ? "custom_tool_call" : "function_call")
            .add("status", status)
            .add("call_id", call.id())
            .add("name", tool.name());
    tool.namespace().ifPresent(namespace -> item.add("namespace", namespace));
    return item.add(tool.custom() ? "input" : "arguments", arguments).build();
  }
}
