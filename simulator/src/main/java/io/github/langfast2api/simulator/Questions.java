package io.github.langfast2api.simulator;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads the question from a run's {@code prompt_meta}. */
final class Questions {
  private static final Set<String> USER = Set.of("user");

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
    return LenientJson.text(meta, "model").map(model -> read(model, meta, messages, variables));
  }

  private static Question read(
      String model, JsonObject meta, JsonArray messages, UnaryOperator<String> variables) {
    List<JsonObject> all =
        messages.stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonValue::asJsonObject)
            .toList();
    Optional<JsonObject> instructing =
        first(all, Set.of("system", "developer")).or(() -> first(all, USER));
    Instructions instructions =
        Instructions.read(variables.apply(instructing.map(Questions::text).orElse("")));
    Optional<JsonObject> user = first(all.reversed(), USER);
    String userText = variables.apply(user.map(Questions::text).orElse(""));
    return new Question(
        model,
        user.equals(instructing) ? instructions.rest(userText) : userText,
        instructions.tools(),
        limit(meta),
        LenientJson.object(meta, "response_format").or(instructions::format));
  }

  private static OptionalInt limit(JsonObject meta) {
    return meta.get("max_completion_tokens") instanceof JsonNumber number
        ? OptionalInt.of(Math.max(0, number.intValue()))
        : OptionalInt.empty();
  }

  private static Optional<JsonObject> first(List<JsonObject> messages, Set<String> roles) {
    return messages.stream()
        .filter(message -> roles.contains(message.getString("role", "")))
        .findFirst();
  }

  private static String text(JsonObject message) {
    return text(message.getOrDefault("content", JsonValue.NULL));
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
