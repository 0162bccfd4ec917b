package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.Part;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import java.util.List;
import java.util.Optional;

/**
 * The reader of {@code tool_calls} in a message of the assistant, and of {@code function_call},
 * which it was before.
 */
final class AssistantCallsReader {

  /** A function call has no id; its result is that of the call before. */
  static final String FUNCTION_CALL_ID = "function_call";

  private AssistantCallsReader() {}

  /** The calls of a message, with their arguments to the letter; none if it has none. */
  static List<Part.ToolCall> read(Fields message) {
    if (message.value("tool_calls").isPresent()) {
      return message.objects("tool_calls").stream().map(AssistantCallsReader::call).toList();
    }
    Optional<Fields> legacy = message.object("function_call");
    return legacy.stream().map(call -> function(FUNCTION_CALL_ID, call)).toList();
  }

  private static Part.ToolCall call(Fields call) {
    String type = call.string("type").orElse("function");
    if (!type.equals("function")) {
      throw InvalidRequest.unsupportedValue(call.path("type"), type);
    }
    String id = call.requiredString("id");
    return function(id, call.requiredObject("function"));
  }

  private static Part.ToolCall function(String id, Fields function) {
    return new Part.ToolCall(
        id, function.requiredString("name"), function.requiredString("arguments"));
  }
}
