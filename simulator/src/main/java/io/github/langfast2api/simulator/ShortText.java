package io.github.langfast2api.simulator;

/** Shortens text between characters, never within one. */
final class ShortText {

  private ShortText() {}

  /** The text, or so many of its code points and an ellipsis. */
  static String of(String text, int codePoints) {
    String trimmed = text.strip();
    String start = cut(trimmed, codePoints);
    return start.length() == trimmed.length() ? trimmed : start.stripTrailing() + "…";
  }

  /** At most so many code points of the text. */
  static String cut(String text, int codePoints) {
    return text.codePointCount(0, text.length()) <= codePoints
        ? text
        : text.substring(0, text.offsetByCodePoints(0, codePoints));
  }
}
