package io.github.langfast2api.http.messages;

import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;

/**
 * The {@code input} of a call, which Anthropic's clients know as an object alone. Arguments that
 * are none become an object with their text, so that the client's own check tells the model: an
 * empty object would run a tool whose parameters are all optional.
 */
final class ToolInput {

  private static final String INVALID_JSON = "INVALID_JSON";

  private ToolInput() {}

  /** The object for arguments as the model wrote them. */
  static JsonObject of(String arguments) {
    return parsed(arguments).orElseGet(() -> invalid(arguments));
  }

  /** The same as JSON text; an object is left as the model wrote it. */
  static String text(String arguments) {
    boolean asWritten = !arguments.isBlank() && parsed(arguments).isPresent();
    return asWritten ? arguments : of(arguments).toString();
  }

  /** The arguments as the model wrote them, of an input that comes back. */
  static String arguments(JsonObject input) {
    return input.size() == 1 && input.get(INVALID_JSON) instanceof JsonString written
        ? written.getString()
        : input.toString();
  }

  private static Optional<JsonObject> parsed(String arguments) {
    if (arguments.isBlank()) {
      return Optional.of(JsonObject.EMPTY_JSON_OBJECT);
    }
    try {
      return Json.parse(arguments) instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static JsonObject invalid(String arguments) {
    return Json.object().add(INVALID_JSON, arguments).build();
  }
}
