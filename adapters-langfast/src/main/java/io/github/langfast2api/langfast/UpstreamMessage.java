package io.github.langfast2api.langfast;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds what an upstream's error says to people, in the forms in which Supabase's parts say it. */
final class UpstreamMessage {

  private static final int LIMIT = 500;
  private static final List<String> NAMES =
      List.of("message", "msg", "error_description", "error", "details");

  private UpstreamMessage() {}

  /** The message within a body, or the body itself where no message is found; never very long. */
  static String of(String body) {
    try {
      return shortened(find(JsonFormat.parse(body)).orElse(body));
    } catch (JsonException e) {
      return shortened(body);
    }
  }

  private static Optional<String> find(JsonValue value) {
    return switch (value) {
      case JsonString text -> Optional.of(text.getString());
      case JsonObject object ->
          NAMES.stream()
              .map(object::get)
              .filter(Objects::nonNull)
              .flatMap(member -> find(member).stream())
              .findFirst();
      default -> Optional.empty();
    };
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "…";
  }
}
