package io.github.langfast2api.simulator;

/** Text truncated by code points, so that no character is cut. */
final class ShortText {

  private ShortText() {}

  /** The text without surrounding space, truncated with an ellipsis if it is longer. */
  static String of(String text, int codePoints) {
    String trimmed = text.strip();
    String start = cut(trimmed, codePoints);
    return start.length() == trimmed.length() ? trimmed : start.stripTrailing() + "…";
  }

  /** The text, truncated if it is longer. */
  static String cut(String text, int codePoints) {
    return text.codePointCount(0, text.length()) <= codePoints
        ? text
        : text.substring(0, text.offsetByCodePoints(0, codePoints));
  }
}
