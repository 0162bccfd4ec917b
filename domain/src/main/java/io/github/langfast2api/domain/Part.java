package io.github.langfast2api.domain;

import java.util.Objects;
import java.util.Optional;

/** A part of a message's content. */
public sealed interface Part {

  /** Text, as the client sent it: well-formed Unicode, possibly empty. */
  record Text(String text) implements Part {
    public Text {
      Objects.requireNonNull(text);
    }
  }

  /**
   * An image.
   *
   * @param url its URL, which may be a {@code data:} URL
   * @param detail the level of detail, one of the model's values
   */
  record Image(String url, Optional<String> detail) implements Part {
    public Image {
      Objects.requireNonNull(detail);
      if (url.isBlank()) {
        throw new IllegalArgumentException("an image needs a URL");
      }
    }
  }
}
