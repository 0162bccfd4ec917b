package io.github.langfast2api.langfast;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an upstream's error says, in the forms in which Supabase's parts say it.
 *
 * @param code what it says to programs, in lower case; empty if it has no word for them
 * @param message what it says to people, never very long; the text itself where none is found in it
 */
record UpstreamError(String code, String message) {

  private static final int LIMIT = 500;
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");
  private static final List<String> CODES = List.of("error_code", "code", "type", "error");
  private static final List<String> MESSAGES =
      List.of("message", "msg", "error_description", "error", "details");

  /** Reads a body, or the value of a member. */
  static UpstreamError of(String text) {
    try {
      JsonValue json = JsonFormat.parse(text);
      return new UpstreamError(code(json).orElse(""), shortened(find(MESSAGES, json).orElse(text)));
    } catch (JsonException e) {
      return new UpstreamError("", shortened(text));
    }
  }

  private static Optional<String> code(JsonValue json) {
    return json instanceof JsonObject
        ? find(CODES, json)
            .filter(text -> WORD.matcher(text).matches())
            .map(text -> text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static Optional<String> find(List<String> names, JsonValue value) {
    return switch (value) {
      case JsonString text -> Optional.of(text.getString());
      case JsonObject object ->
          names.stream()
              .map(object::get)
              .filter(Objects::nonNull)
              .flatMap(member -> find(names, member).stream())
              .findFirst();
      default -> Optional.empty();
    };
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "…";
  }
}
