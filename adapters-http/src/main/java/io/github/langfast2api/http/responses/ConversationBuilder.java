package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.http.error.InvalidRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of a conversation that is told as items. Calls in a row are one turn of the model,
 * whatever it says between them and before their outputs, and every call must have its output
 * before the user goes on. Ids of calls are looked for in that turn alone, since other servers
 * number the calls of each turn anew. For one request.
 */
final class ConversationBuilder {

  private final List<Message> messages = new ArrayList<>();
  private final List<Part> texts = new ArrayList<>();
  private final List<Part> calls = new ArrayList<>();

  /** How often each id was called and has no output yet, in the order of the calls. */
  private final Map<String, Integer> open = new LinkedHashMap<>();

  private final List<Message> outputs = new ArrayList<>();

  /** What was said to the model between its calls and their outputs, and is told after those. */
  private final Deque<Message> postponed = new ArrayDeque<>();

  /** A message that is not the model's. */
  void message(Role role, List<Part> parts) {
    Message message = new Message(role, parts, Optional.empty());
    if (role != Role.USER && !open.isEmpty()) {
      postponed.add(message);
      return;
    }
    endTurn();
    messages.add(message);
  }

  /** What the model said; nothing is not told. */
  void assistant(List<Part> said) {
    if (calls.isEmpty() || isAnswered()) {
      endTurn();
    }
    texts.addAll(said);
  }

  /** A call of the model. */
  void call(Part.ToolCall call) {
    if (isAnswered()) {
      endTurn();
    }
    calls.add(call);
    open.merge(call.id(), 1, Integer::sum);
  }

  /**
   * The output of a call.
   *
   * @return whether there is such a call without an output
   */
  boolean output(String callId, List<Part> content) {
    if (!open.containsKey(callId)) {
      return false;
    }
    open.computeIfPresent(callId, (id, count) -> count == 1 ? null : count - 1);
    outputs.add(
        new Message(Role.TOOL, List.of(new Part.ToolResult(callId, content)), Optional.empty()));
    return true;
  }

  /** The messages, oldest first. */
  List<Message> build() {
    endTurn();
    return messages;
  }

  private boolean isAnswered() {
    return !calls.isEmpty() && open.isEmpty();
  }

  private void endTurn() {
    if (!open.isEmpty()) {
      throw InvalidRequest.inconsistent(
          "input",
          "No tool output found for function call %s.".formatted(open.keySet().iterator().next()));
    }
    List<Part> said = new ArrayList<>(texts);
    said.addAll(calls);
    if (!said.isEmpty()) {
      messages.add(new Message(Role.ASSISTANT, said, Optional.empty()));
    }
    messages.addAll(outputs);
    messages.addAll(postponed);
    texts.clear();
    calls.clear();
    outputs.clear();
    postponed.clear();
  }
}
