package io.github.langfast2api.langfast.wire;

/** Well-formed Unicode made of text with lone surrogates, which no encoder takes. */
public final class WellFormedText {

  private WellFormedText() {}

  /** Replaces every lone surrogate by U+FFFD, the replacement character. */
  public static String of(String text) {
    int lone = loneSurrogate(text, 0);
    if (lone < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder(text);
    for (; lone >= 0; lone = loneSurrogate(text, lone + 1)) {
      result.setCharAt(lone, '\uFFFD');
    }
    return result.toString();
  }

  /** Writes every lone surrogate in a JSON text as an escape, which means the same. */
  public static String escaped(String json) {
    int lone = loneSurrogate(json, 0);
    if (lone < 0) {
      return json;
    }
    StringBuilder result = new StringBuilder(json.length());
    int copied = 0;
    for (; lone >= 0; lone = loneSurrogate(json, copied)) {
      result.append(json, copied, lone).append("\\u%04x".formatted((int) json.charAt(lone)));
      copied = lone + 1;
    }
    return result.append(json, copied, json.length()).toString();
  }

  /** The index of the first lone surrogate from this index on; -1 if there is none. */
  private static int loneSurrogate(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && !isInPair(text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isInPair(String text, int at) {
    int high = Character.isHighSurrogate(text.charAt(at)) ? at : at - 1;
    return high >= 0
        && high + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(high), text.charAt(high + 1));
  }
}
