package io.github.langfast2api.simulator;

import java.util.HexFormat;

/** JSON strings as JavaScript's {@code JSON.stringify} writes them. */
final class JsonText {
  private static final HexFormat HEX = HexFormat.of();

  private JsonText() {}

  /**
   * The text as a JSON string with its quotes. A lone surrogate is escaped, as it has no form in
   * UTF-8.
   */
  static String quoted(CharSequence text) {
    StringBuilder out = new StringBuilder(text.length() + 16).append('"');
    for (int at = 0; at < text.length(); at++) {
      if (startsPair(text, at)) {
        out.append(text.charAt(at++)).append(text.charAt(at));
      } else {
        append(out, text.charAt(at));
      }
    }
    return out.append('"').toString();
  }

  private static boolean startsPair(CharSequence text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  private static void append(StringBuilder out, char unit) {
    switch (unit) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (unit < ' ' || Character.isSurrogate(unit)) {
          out.append("\\u").append(HEX.toHexDigits(unit));
        } else {
          out.append(unit);
        }
      }
    }
  }
}
