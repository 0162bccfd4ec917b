package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The reader of {@code messages}. */
final class ChatMessageReader {

  private static final Set<String> ROLES =
      Set.of("developer", "system", "user", "assistant", "tool", "function");

  /** A name of a participant, as OpenAI allows it. */
  private static final Pattern NAME =
      Pattern.compile("[^\\s<|\\\\/>]{1,64}", Pattern.UNICODE_CHARACTER_CLASS);

  private ChatMessageReader() {}

  /**
   * Reads all messages of a body, of which there must be one at least that has content; one without
   * has no parts. Every call of a tool must have its result.
   */
  static List<Message> read(Fields body) {
    List<Message> messages = new ArrayList<>();
    ToolCallPairing pairing = new ToolCallPairing();
    for (Fields message : body.objects("messages")) {
      messages.add(message(message, pairing));
    }
    pairing.end();
    if (messages.stream().allMatch(message -> message.parts().isEmpty())) {
      throw InvalidRequest.missing("messages[0].content");
    }
    return messages;
  }

  private static Message message(Fields message, ToolCallPairing pairing) {
    Role role = role(message);
    Optional<String> name = name(message);
    return switch (role) {
      case ASSISTANT -> {
        List<Part> parts = assistant(message);
        List<Part.ToolCall> calls = AssistantCallsReader.read(message);
        pairing.assistant(message, calls);
        parts.addAll(calls);
        yield new Message(role, parts, name);
      }
      case TOOL -> {
        String callId = pairing.result(message);
        List<Part> content =
            message.value("content").isEmpty() ? List.of() : content(message, role);
        yield new Message(role, List.of(new Part.ToolResult(callId, content)), Optional.empty());
      }
      case SYSTEM, DEVELOPER, USER -> {
        pairing.other();
        if (message.value("content").isEmpty()) {
          throw InvalidRequest.missing(message.path("content"));
        }
        yield new Message(role, content(message, role), name);
      }
    };
  }

  private static Optional<String> name(Fields message) {
    Optional<String> name = message.string("name");
    if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      throw InvalidRequest.invalidValue(
          message.path("name"),
          "up to 64 characters, none of them space or one of <|\\/>",
          name.get());
    }
    return name;
  }

  private static Role role(Fields message) {
    String role =
        message
            .enumValue("role", ROLES)
            .orElseThrow(() -> InvalidRequest.missing(message.path("role")));
    return switch (role) {
      case "developer" -> Role.DEVELOPER;
      case "system" -> Role.SYSTEM;
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      default -> Role.TOOL;
    };
  }

  private static List<Part> content(Fields message, Role role) {
    JsonValue content = message.value("content").orElse(JsonValue.EMPTY_JSON_ARRAY);
    return switch (content) {
      case JsonString text -> List.of(new Part.Text(text.getString()));
      case JsonArray parts -> ContentPartReader.read(message, role);
      default ->
          throw InvalidRequest.wrongType(
              message.path("content"), "a string or an array of parts", content);
    };
  }

  /**
   * What the assistant said: its content, or the refusal that clients send back with a content that
   * is null. Neither is there where the message is made of calls, or was before its client dropped
   * them; servers differ in whether they send such a content as null or empty.
   */
  private static List<Part> assistant(Fields message) {
    if (message.isNotEmpty("audio")) {
      throw InvalidRequest.unsupportedParameter(message.path("audio"));
    }
    List<Part> parts = new ArrayList<>();
    if (message.isNotEmpty("content")) {
      parts.addAll(content(message, Role.ASSISTANT));
    } else {
      requireContentType(message);
      message.string("refusal").map(Part.Text::new).ifPresent(parts::add);
    }
    return parts;
  }

  private static void requireContentType(Fields message) {
    if (message.value("content").filter(value -> !(value instanceof JsonString)).isPresent()) {
      var unused = content(message, Role.ASSISTANT);
    }
  }
}
