package io.github.langfast2api.domain;

import java.util.Objects;
import java.util.Optional;

/** The format that the answer's text must have. */
public sealed interface ResponseFormat {

  /** Plain text. */
  record Text() implements ResponseFormat {}

  /** Any JSON object. */
  record JsonObject() implements ResponseFormat {}

  /**
   * JSON that is valid for a JSON Schema.
   *
   * @param name the schema's name
   * @param description the schema's description for the model
   * @param schema the JSON Schema as JSON text, not parsed; empty if the client gave none
   * @param strict whether the model must adhere to the schema strictly
   */
  record JsonSchema(
      String name, Optional<String> description, Optional<String> schema, Optional<Boolean> strict)
      implements ResponseFormat {
    public JsonSchema {
      Objects.requireNonNull(description);
      Objects.requireNonNull(schema);
      Objects.requireNonNull(strict);
      if (name.isBlank()) {
        throw new IllegalArgumentException("a schema needs a name");
      }
    }
  }
}
