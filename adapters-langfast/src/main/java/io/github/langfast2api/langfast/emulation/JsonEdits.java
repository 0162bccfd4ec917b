package io.github.langfast2api.langfast.emulation;

import java.util.Arrays;

/**
 * Where a JSON text has to be changed to be valid. What has to be done is told by the character
 * that stands there: a comma is left out, a backslash is escaped (before an apostrophe, left out),
 * a control character is escaped. For one thread.
 */
final class JsonEdits {

  private int[] positions = new int[4];
  private int count;
  private int applied;

  /** Adds a position, which is behind all others. */
  void add(int position) {
    if (count == positions.length) {
      positions = Arrays.copyOf(positions, 2 * count);
    }
    positions[count++] = position;
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /**
   * A piece of the text with its changes made. Pieces are asked for in order, each once.
   *
   * @param text the whole text
   */
  String apply(CharSequence text, int from, int to) {
    return apply(text, 0, from, to);
  }

  /**
   * A piece of the text with its changes made, as above.
   *
   * @param text the rest of the text
   * @param before how many characters of the whole text are missing before that
   */
  String apply(CharSequence text, int before, int from, int to) {
    if (applied == count || positions[applied] - before >= to) {
      return text.subSequence(from, to).toString();
    }
    StringBuilder valid = new StringBuilder(to - from + 16);
    int start = from;
    while (applied < count && positions[applied] - before < to) {
      int position = positions[applied++] - before;
      valid.append(text, start, position);
      valid.append(replacement(text, position));
      start = position + 1;
    }
    return valid.append(text, start, to).toString();
  }

  private static String replacement(CharSequence text, int position) {
    char c = text.charAt(position);
    return switch (c) {
      case ',' -> "";
      case '\\' -> text.charAt(position + 1) == '\'' ? "" : "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format("\\u%04x", (int) c);
    };
  }
}
