package io.github.langfast2api.http.messages;

import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The reader of {@code system} and {@code messages}. */
final class ConversationReader {

  private static final String SYSTEM = "system";
  private static final String MESSAGES = "messages";
  private static final String CONTENT = "content";
  private static final Set<String> ROLES = Set.of("user", "assistant", SYSTEM);

  /** How Claude Code's first block begins. Anthropic drops it: it differs in each request. */
  private static final String BILLING_HEADER = "x-anthropic-billing-header:";

  private ConversationReader() {}

  /**
   * Reads a conversation, of which something must be left without empty text and thinking.
   *
   * @param memory the request's
   * @param isRun whether it is to be answered: then it must not end with an answer
   */
  static List<Message> read(Fields body, Reservation memory, boolean isRun) {
    ConversationTurns turns = new ConversationTurns(memory);
    body.objects(MESSAGES).forEach(message -> read(message, turns));
    List<Message> said = turns.build();
    if (said.isEmpty()) {
      throw InvalidRequest.inconsistent(MESSAGES, "At least one message must have content.");
    }
    if (isRun && said.getLast().role() == Role.ASSISTANT) {
      throw InvalidRequest.inconsistent(
          MESSAGES,
          "The conversation must end with a message of the user: a begun answer (prefill) cannot be"
              + " gone on with here.");
    }
    List<Message> messages = new ArrayList<>();
    system(body).map(text -> Message.of(Role.SYSTEM, text)).ifPresent(messages::add);
    messages.addAll(said);
    return messages;
  }

  private static Optional<String> system(Fields body) {
    JsonValue system = body.value(SYSTEM).orElse(JsonValue.EMPTY_JSON_ARRAY);
    String text =
        switch (system) {
          case JsonString whole -> whole.getString();
          case JsonArray blocks when blocks.isEmpty() -> "";
          case JsonArray blocks -> joined(ContentBlocks.texts(body.objects(SYSTEM)));
          default -> throw wrongType(body.path(SYSTEM), system);
        };
    return Optional.of(text).filter(some -> !some.isEmpty());
  }

  private static String joined(List<Part.Text> blocks) {
    boolean billed = !blocks.isEmpty() && blocks.getFirst().text().startsWith(BILLING_HEADER);
    return blocks.stream()
        .skip(billed ? 1 : 0)
        .map(Part.Text::text)
        .collect(Collectors.joining("\n\n"));
  }

  private static void read(Fields message, ConversationTurns turns) {
    String role =
        message
            .enumValue("role", ROLES)
            .orElseThrow(() -> InvalidRequest.missing(message.path("role")));
    boolean assistant = role.equals("assistant");
    List<Fields> blocks =
        switch (message.value(CONTENT).orElseThrow(() -> missing(message))) {
          // Answers may be empty, and come back so.
          case JsonString text when text.getString().isEmpty() && assistant -> List.of();
          case JsonString text when text.getString().isEmpty() ->
              throw InvalidRequest.inconsistent(message.path(CONTENT), "It must not be empty.");
          case JsonString text -> List.of(ContentBlocks.ofText(text, message.path(CONTENT)));
          case JsonArray array when array.isEmpty() && assistant -> List.of();
          case JsonArray array -> message.objects(CONTENT);
          case JsonValue other -> throw wrongType(message.path(CONTENT), other);
        };
    switch (role) {
      case "assistant" -> ContentBlocks.assistant(blocks, turns);
      case SYSTEM -> turns.system(List.copyOf(ContentBlocks.texts(blocks)));
      default -> ContentBlocks.user(blocks, turns);
    }
  }

  private static RuntimeException missing(Fields message) {
    return InvalidRequest.missing(message.path(CONTENT));
  }

  private static RuntimeException wrongType(String path, JsonValue value) {
    return InvalidRequest.wrongType(path, "a string or an array of blocks", value);
  }
}
