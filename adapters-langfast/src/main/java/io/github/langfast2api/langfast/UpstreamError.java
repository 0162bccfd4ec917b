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
 * An error of the upstream, in any of the forms that Supabase's parts and the runner use.
 *
 * @param code its code in lower case; empty if it has none
 * @param message its message, shortened; the whole text if no message is found in it
 */
record UpstreamError(String code, String message) {

  private static final int MAX_MESSAGE_CHARS = 500;
  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");
  private static final List<String> CODE_MEMBERS = List.of("error_code", "code", "type", "error");
  private static final List<String> MESSAGE_MEMBERS =
      List.of("message", "msg", "error_description", "error", "details");

  /** Parses a response's body, or the value of an error member. */
  static UpstreamError of(String text) {
    try {
      JsonValue json = JsonFormat.parse(text);
      return new UpstreamError(
          code(json).orElse(""), shortened(find(MESSAGE_MEMBERS, json).orElse(text)));
    } catch (JsonException e) {
      return new UpstreamError("", shortened(text));
    }
  }

  private static Optional<String> code(JsonValue json) {
    return json instanceof JsonObject
        ? find(CODE_MEMBERS, json)
            .filter(text -> CODE.matcher(text).matches())
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
    return line.length() <= MAX_MESSAGE_CHARS ? line : line.substring(0, MAX_MESSAGE_CHARS) + "…";
  }
}
