package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.util.Optional;

/** Simulated answers in the response formats of JSON. */
final class SimulatedJson {
  private static final int MAX_QUOTED_CHARS = 200;

  /** Fewer where each string of the answer quotes the question. */
  private static final int MAX_QUOTED_CHARS_PER_STRING = 60;

  private SimulatedJson() {}

  /** The answer as JSON text; empty if the format is text or unknown. */
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
            JsonText.quoted(ShortText.of(asked(question), MAX_QUOTED_CHARS)));
  }

  private static String instance(JsonObject format, Question question) {
    JsonObject schema =
        LenientJson.object(format, "json_schema")
            .flatMap(named -> LenientJson.object(named, "schema"))
            .orElse(JsonObject.EMPTY_JSON_OBJECT);
    return instance(
        schema,
        "simulated answer to: " + ShortText.of(asked(question), MAX_QUOTED_CHARS_PER_STRING));
  }

  private static String asked(Question question) {
    return question.toolResults().orElse(question.userText());
  }

  /** JSON text that is valid for a schema; {@code {}} if that is none. */
  static String instance(JsonObject schema, String words) {
    try {
      return new SchemaInstance(schema, words).text();
    } catch (ClassCastException | ArithmeticException e) {
      return "{}";
    }
  }
}
