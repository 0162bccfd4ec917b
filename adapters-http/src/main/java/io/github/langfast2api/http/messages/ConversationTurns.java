package io.github.langfast2api.http.messages;

import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.HttpErrors;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The messages of a conversation, turn by turn: messages of one role that follow one another are
 * one turn, and every call of a turn has its result in the next one, before anything else that is
 * said there. Ids are looked for in that turn alone: other servers number the calls of each turn
 * anew. For one request.
 */
final class ConversationTurns {

  private final List<Message> messages = new ArrayList<>();

  /** The ids of the calls of the model's last turn. */
  private final Set<String> called = new HashSet<>();

  /** Of those the ones without a result, with their places, in their order. */
  private final Map<String, String> open = new LinkedHashMap<>();

  /** What was said since that turn: results, and all else, which comes after them. */
  private final List<Message> results = new ArrayList<>();

  private final List<Message> others = new ArrayList<>();
  private final Reservation memory;

  /**
   * No turns yet.
   *
   * @param memory the request's
   */
  ConversationTurns(Reservation memory) {
    this.memory = memory;
  }

  /**
   * Reserves memory for a text that is no part of the body.
   *
   * @return the text
   * @throws ApiException with status 503 if there is not enough
   */
  String reserved(String text) {
    if (!memory.growBy((long) text.length() * Character.BYTES)) {
      throw new ApiException(HttpErrors.noMemory());
    }
    return text;
  }

  /** Begins a message of the model. */
  void beginAnswer() {
    if (!results.isEmpty() || !others.isEmpty()) {
      endTurn();
    }
  }

  /** A call in the message that was begun. */
  void call(Fields block, String id) {
    if (!called.add(id)) {
      throw InvalidRequest.inconsistent(
          block.path("id"), "`tool_use` ids must be unique: '%s' is there twice.".formatted(id));
    }
    open.put(id, block.path());
  }

  /** All parts of the message that was begun; nothing is not told. */
  void assistant(List<Part> parts) {
    add(messages, Role.ASSISTANT, parts);
  }

  /** The result of a call. */
  void result(Fields block, List<Part> content) {
    String id = block.requiredString("tool_use_id");
    if (open.remove(id) == null) {
      throw InvalidRequest.inconsistent(
          block.path("tool_use_id"),
          called.contains(id)
              ? "There is more than one `tool_result` for '%s'.".formatted(id)
              : "There is no `tool_use` with the id '%s' in the turn before.".formatted(id));
    }
    add(results, Role.TOOL, List.of(new Part.ToolResult(id, content)));
  }

  /** What the user says. */
  void user(List<Part> parts) {
    add(others, Role.USER, parts);
  }

  /** Instructions in the middle of the conversation. */
  void system(List<Part> parts) {
    add(others, Role.SYSTEM, parts);
  }

  /** The messages, oldest first. */
  List<Message> build() {
    endTurn();
    return messages;
  }

  private void endTurn() {
    open.forEach(
        (id, path) -> {
          throw InvalidRequest.inconsistent(
              path,
              ("`tool_use` ids were found without `tool_result` blocks immediately after: %s. Each"
                      + " must have its result in the next message.")
                  .formatted(String.join(", ", open.keySet())));
        });
    messages.addAll(results);
    messages.addAll(others);
    results.clear();
    others.clear();
    called.clear();
  }

  private static void add(List<Message> to, Role role, List<Part> parts) {
    if (!parts.isEmpty()) {
      to.add(new Message(role, parts, Optional.empty()));
    }
  }
}
