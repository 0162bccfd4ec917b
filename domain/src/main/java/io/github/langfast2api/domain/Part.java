package io.github.langfast2api.domain;

import java.util.Objects;
import java.util.Optional;

/** A piece of a message's content. */
public sealed interface Part {

  /** Text, as the client sent it: well-formed Unicode, possibly empty. */
  record Text(String text) implements Part {
    public Text {
      Objects.requireNonNull(text);
    }
  }

  /**
   * A picture.
   *
   * @param url where it is: an address, or the picture itself as a {@code data:} URL
   * @param detail how closely the model is to look, in the words of the model's maker
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
