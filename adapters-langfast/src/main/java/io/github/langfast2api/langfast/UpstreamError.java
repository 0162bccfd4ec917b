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
 * @param text its message as far as it is prose, by which it is classified; may be empty
 * @param message what of its message can be told: see {@link Redaction}; may be empty
 */
record UpstreamError(String code, String text, String message) {

  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");
  private static final List<String> CODE_MEMBERS = List.of("error_code", "code", "type", "error");
  private static final List<String> MESSAGE_MEMBERS =
      List.of("message", "msg", "error_description", "error", "details", "detail", "reason");

  /** Parses a response's body, or the value of an error member, that quotes no call. */
  static UpstreamError of(String text) {
    return of(text, Redaction.GENERAL);
  }

  /**
   * Parses a response's body, or the value of an error member.
   *
   * @param redaction of the call that it may quote
   */
  static UpstreamError of(String text, Redaction redaction) {
    String code = "";
    String message = text;
    try {
      JsonValue json = JsonFormat.parse(text);
      code = code(json).orElse("");
      message = find(MESSAGE_MEMBERS, json).orElse("");
    } catch (JsonException e) {
      // An error in plain text, or a page.
    }
    return new UpstreamError(code, Redaction.GENERAL.apply(message), redaction.apply(message));
  }

  /** The same error, which may quote a call. */
  UpstreamError redacted(Redaction redaction) {
    return new UpstreamError(code, text, redaction.apply(message));
  }

  /** The error as a body that {@link #of} reads. */
  String toJson() {
    return JsonFormat.object().add("code", code).add("message", message).build().toString();
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
}
