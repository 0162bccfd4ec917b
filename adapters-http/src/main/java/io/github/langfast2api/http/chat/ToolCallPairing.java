package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.Part;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * The check that every call of a tool has its result, in the turn after it. Ids are looked for in
 * that turn alone: other servers number the calls of each turn anew. Messages of the assistant that
 * follow one another are one turn. For one request.
 */
final class ToolCallPairing {

  private final List<OpenCall> calls = new ArrayList<>();

  /** The calls without a result, by id, in their order; empty where all have theirs. */
  private final Map<String, Queue<OpenCall>> open = new HashMap<>();

  private boolean answering;

  /** A call, and the message that has it. */
  private static final class OpenCall {

    private final String id;
    private final String message;
    private boolean answered;

    OpenCall(String id, String message) {
      this.id = id;
      this.message = message;
    }
  }

  /** A message of the assistant, with its calls. */
  void assistant(Fields message, List<Part.ToolCall> more) {
    if (answering) {
      other();
    }
    for (Part.ToolCall made : more) {
      OpenCall call = new OpenCall(made.id(), message.path());
      calls.add(call);
      open.computeIfAbsent(made.id(), id -> new ArrayDeque<>()).add(call);
    }
  }

  /**
   * A message of a tool, or of a function.
   *
   * @return the id of the call whose result it is
   */
  String result(Fields message) {
    boolean function = message.requiredString("role").equals("function");
    String id =
        function ? AssistantCallsReader.FUNCTION_CALL_ID : message.requiredString("tool_call_id");
    Queue<OpenCall> called = open.get(id);
    if (called == null) {
      throw InvalidRequest.inconsistent(
          message.path("role"),
          "Invalid parameter: messages with role 'tool' must be a response to a preceding message"
              + " with 'tool_calls'.");
    }
    if (called.isEmpty()) {
      throw InvalidRequest.inconsistent(
          message.path(function ? "role" : "tool_call_id"),
          "The tool call '%s' has a result already.".formatted(id));
    }
    called.remove().answered = true;
    answering = true;
    return id;
  }

  /** Any other message: the turn is over. */
  void other() {
    end();
    calls.clear();
    open.clear();
    answering = false;
  }

  /** The end of the conversation, or of a turn. A function call may stay without a result. */
  void end() {
    for (OpenCall call : calls) {
      if (!call.answered && !call.id.equals(AssistantCallsReader.FUNCTION_CALL_ID)) {
        throw InvalidRequest.inconsistent(
            call.message + ".role",
            "An assistant message with 'tool_calls' must be followed by tool messages responding to"
                + " each 'tool_call_id'. There is none for '%s'.".formatted(call.id));
      }
    }
  }
}
