package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The reader of {@code messages}. */
final class ChatMessageReader {

  private static final Set<String> ROLES =
      Set.of("developer", "system", "user", "assistant", "tool", "function");

  private ChatMessageReader() {}

  /** Reads all messages of a body, of which there must be one at least. */
  static List<Message> read(Fields body) {
    return body.objects("messages").stream().map(ChatMessageReader::message).toList();
  }

  private static Message message(Fields message) {
    Role role = role(message);
    for (String unsupported : List.of("tool_calls", "function_call", "audio")) {
      if (role == Role.ASSISTANT && message.isNotEmpty(unsupported)) {
        throw InvalidRequest.unsupportedParameter(message.path(unsupported));
      }
    }
    return new Message(role, content(message, role), message.string("name"));
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
      default -> throw InvalidRequest.unsupportedValue(message.path("role"), role);
    };
  }

  private static List<Part> content(Fields message, Role role) {
    Optional<JsonValue> content = message.value("content");
    if (content.isEmpty()) {
      return List.of(new Part.Text(refusal(message, role)));
    }
    return switch (content.get()) {
      case JsonString text -> List.of(new Part.Text(text.getString()));
      case JsonArray parts -> ContentPartReader.read(message, role);
      default ->
          throw InvalidRequest.wrongType(
              message.path("content"), "a string or an array of parts", content.get());
    };
  }

  /** The refusal of an assistant, which clients send back with a content that is null. */
  private static String refusal(Fields message, Role role) {
    return Optional.of(role)
        .filter(Role.ASSISTANT::equals)
        .flatMap(assistant -> message.string("refusal"))
        .orElseThrow(() -> InvalidRequest.missing(message.path("content")));
  }
}
