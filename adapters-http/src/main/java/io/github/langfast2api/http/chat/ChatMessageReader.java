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
   * has no parts.
   */
  static List<Message> read(Fields body) {
    List<Message> messages =
        body.objects("messages").stream().map(ChatMessageReader::message).toList();
    if (messages.stream().allMatch(message -> message.parts().isEmpty())) {
      throw InvalidRequest.missing("messages[0].content");
    }
    return messages;
  }

  private static Message message(Fields message) {
    Role role = role(message);
    for (String unsupported : List.of("tool_calls", "function_call", "audio")) {
      if (role == Role.ASSISTANT && message.isNotEmpty(unsupported)) {
        throw InvalidRequest.unsupportedParameter(message.path(unsupported));
      }
    }
    return new Message(role, content(message, role), name(message));
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
      default -> throw InvalidRequest.unsupportedValue(message.path("role"), role);
    };
  }

  private static List<Part> content(Fields message, Role role) {
    Optional<JsonValue> content = message.value("content");
    if (content.isEmpty()) {
      return refusal(message, role);
    }
    return switch (content.get()) {
      case JsonString text -> List.of(new Part.Text(text.getString()));
      case JsonArray parts -> ContentPartReader.read(message, role);
      default ->
          throw InvalidRequest.wrongType(
              message.path("content"), "a string or an array of parts", content.get());
    };
  }

  /**
   * The refusal of an assistant, which clients send back with a content that is null. Neither is
   * there where the message was made of calls that the client has dropped since.
   */
  private static List<Part> refusal(Fields message, Role role) {
    if (role != Role.ASSISTANT) {
      throw InvalidRequest.missing(message.path("content"));
    }
    return message.string("refusal").stream().<Part>map(Part.Text::new).toList();
  }
}
