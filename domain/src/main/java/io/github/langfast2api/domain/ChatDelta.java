package io.github.langfast2api.domain;

/**
 * A delta of an answer's text.
 *
 * @param text well-formed Unicode, never empty: it neither begins nor ends within a surrogate pair
 */
public record ChatDelta(String text) implements ChatEvent {

  public ChatDelta {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a delta has text");
    }
    if (Character.isLowSurrogate(text.charAt(0))
        || Character.isHighSurrogate(text.charAt(text.length() - 1))) {
      throw new IllegalArgumentException("a delta does not cut a surrogate pair");
    }
  }
}
