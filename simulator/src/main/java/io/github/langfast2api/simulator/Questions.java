package io.github.langfast2api.simulator;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads the question from a run's {@code prompt_meta}. */
final class Questions {

  private Questions() {}

  /**
   * The question of a meta; empty where it names no model or has no messages.
   *
   * @param variables replaces the variables in a text
   */
  static Optional<Question> read(JsonObject meta, UnaryOperator<String> variables) {
    if (!(meta.get("messages") instanceof JsonArray messages) || messages.isEmpty()) {
      return Optional.empty();
    }
    return LenientJson.text(meta, "model")
        .map(
            model ->
                new Question(
                    model,
                    variables.apply(lastUserText(messages)),
                    limit(meta),
                    LenientJson.object(meta, "response_format")));
  }

  private static OptionalInt limit(JsonObject meta) {
    return meta.get("max_completion_tokens") instanceof JsonNumber number
        ? OptionalInt.of(Math.max(0, number.intValue()))
        : OptionalInt.empty();
  }

  private static String lastUserText(JsonArray messages) {
    return messages.reversed().stream()
        .filter(message -> message instanceof JsonObject)
        .map(JsonValue::asJsonObject)
        .filter(message -> message.getString("role", "").equals("user"))
        .findFirst()
        .map(message -> text(message.getOrDefault("content", JsonValue.NULL)))
        .orElse("");
  }

  private static String text(JsonValue content) {
    return switch (content) {
      case JsonString string -> string.getString();
      case JsonArray parts ->
          parts.stream()
              .map(Questions::part)
              .flatMap(Optional::stream)
              .collect(Collectors.joining("\n"));
      default -> "";
    };
  }

  private static Optional<String> part(JsonValue part) {
    return part instanceof JsonObject object ? LenientJson.text(object, "text") : Optional.empty();
  }
}
