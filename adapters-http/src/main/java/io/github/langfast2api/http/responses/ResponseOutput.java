package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The items of an answer: a message if there is text, then the calls. For one thread. */
final class ResponseOutput {

  private final ResponseIds ids;
  private final ResponseTools tools;
  private final List<JsonObject> items = new ArrayList<>();

  ResponseOutput(ResponseIds ids, ResponseTools tools) {
    this.ids = ids;
    this.tools = tools;
  }

  /** Why an answer is incomplete; empty if it is complete. */
  static Optional<String> cut(FinishReason reason) {
    return switch (reason) {
      case STOP, TOOL_CALLS -> Optional.empty();
      case LENGTH -> Optional.of("max_output_tokens");
      case CONTENT_FILTER -> Optional.of("content_filter");
    };
  }

  /** Whether an answer has a message: one that is neither text nor calls, nor cut, has. */
  static boolean hasMessage(boolean text, boolean calls, FinishReason reason) {
    return text || (!calls && cut(reason).isEmpty());
  }

  /** Adds all items of an answer. */
  void addWhole(String text, List<Part.ToolCall> calls, FinishReason reason) {
    boolean isCut = calls.isEmpty() && cut(reason).isPresent();
    if (hasMessage(!text.isEmpty(), !calls.isEmpty(), reason)) {
      addMessage(text, isCut);
    }
    calls.forEach(this::addCall);
  }

  /** The index of the next item. */
  int size() {
    return items.size();
  }

  /** The id of the next item, if it is a message. */
  String nextMessageId() {
    return ids.output("msg_", items.size());
  }

  /** The id of the next item, if it is a call of this tool. */
  String nextCallId(ResponseTools.ToolIdentity tool) {
    return ids.output(tool.custom() ? "ctc_" : "fc_", items.size());
  }

  /** How calls of a tool are told. */
  ResponseTools.ToolIdentity identity(Part.ToolCall call) {
    return tools.identity(call.name());
  }

  /** Adds the message. */
  JsonObject addMessage(String text, boolean isCut) {
    JsonObject message =
        ResponseItems.message(nextMessageId(), isCut ? "incomplete" : "completed", text);
    items.add(message);
    return message;
  }

  /** Adds a call. */
  JsonObject addCall(Part.ToolCall call) {
    ResponseTools.ToolIdentity tool = identity(call);
    JsonObject item =
        ResponseItems.call(nextCallId(tool), tool, "completed", call, call.arguments());
    items.add(item);
    return item;
  }

  /** All items so far. */
  JsonArray items() {
    JsonArrayBuilder array = Json.array();
    items.forEach(array::add);
    return array.build();
  }
}
