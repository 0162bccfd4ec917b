package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.util.Optional;

/** The answer's text where JSON is asked for. */
final class SimulatedJson {
  private static final int WORDS = 200;

  /** Fewer where each string of the answer repeats them. */
  private static final int WORDS_AGAIN = 60;

  private SimulatedJson() {}

  /** Empty where the format is text, or is unknown. */
  static Optional<String> text(JsonObject format, Question question) {
    return switch (format.getString("type", "")) {
      case "json_object" -> Optional.of(object(question));
      case "json_schema" -> Optional.of(instance(format, question));
      default -> Optional.empty();
    };
  }

  private static String object(Question question) {
    return "{\"simulated\": true, \"note\": %s, \"model\": %s, \"asked\": %s}"
        .formatted(
            JsonText.quoted("This comes from langfast2api's simulator and not from a model."),
            JsonText.quoted(question.model()),
            JsonText.quoted(ShortText.of(question.userText(), WORDS)));
  }

  private static String instance(JsonObject format, Question question) {
    JsonObject schema =
        Bodies.object(format, "json_schema")
            .flatMap(named -> Bodies.object(named, "schema"))
            .orElse(JsonObject.EMPTY_JSON_OBJECT);
    String words = "simulated answer to: " + ShortText.of(question.userText(), WORDS_AGAIN);
    try {
      return new SchemaInstance(schema, words).text();
    } catch (ClassCastException | ArithmeticException e) {
      return "{}"; // The schema is none.
    }
  }
}
