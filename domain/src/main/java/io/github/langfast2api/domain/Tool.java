package io.github.langfast2api.domain;

import java.util.Objects;
import java.util.Optional;

/** What a model is offered to call. Who asked runs it; the gateway never does. */
public sealed interface Tool {

  /**
   * What calls name it by. The name of a function that stands in a namespace is qualified, {@code
   * namespace.function}.
   */
  String name();

  /** What the model is told about it. */
  Optional<String> description();

  /**
   * A tool whose arguments are JSON.
   *
   * @param parameters a JSON Schema as JSON text, unread; absent where the client gave none
   */
  record Function(String name, Optional<String> description, Optional<String> parameters)
      implements Tool {
    public Function {
      Objects.requireNonNull(description);
      Objects.requireNonNull(parameters);
      requireName(name);
    }
  }

  /**
   * A tool whose input is free text.
   *
   * @param format what the text must be, as JSON text, unread; absent for any text
   */
  record Custom(String name, Optional<String> description, Optional<String> format)
      implements Tool {
    public Custom {
      Objects.requireNonNull(description);
      Objects.requireNonNull(format);
      requireName(name);
    }
  }

  private static void requireName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a tool needs a name");
    }
  }
}
