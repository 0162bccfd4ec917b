package io.github.langfast2api.domain;

import java.util.Objects;
import java.util.Optional;

/** The form that the answer's text is to have. */
public sealed interface ResponseFormat {

  /** Free text. */
  record Text() implements ResponseFormat {}

  /** Any JSON object. */
  record JsonObject() implements ResponseFormat {}

  /**
   * JSON that a schema allows.
   *
   * @param name what the client calls the schema
   * @param description what the model is told about it
   * @param schema the JSON Schema as JSON text, unread; absent where the client gave none
   * @param strict whether the answer must follow the schema to the letter
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
