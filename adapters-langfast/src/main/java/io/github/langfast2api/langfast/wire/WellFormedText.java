package io.github.langfast2api.langfast.wire;

/** Text that any encoder takes. */
public final class WellFormedText {

  private WellFormedText() {}

  /** The text with U+FFFD for every surrogate that stands alone. */
  public static String of(String text) {
    int alone = loneSurrogate(text, 0);
    if (alone < 0) {
      return text;
    }
    StringBuilder mended = new StringBuilder(text);
    for (; alone >= 0; alone = loneSurrogate(text, alone + 1)) {
      mended.setCharAt(alone, '\uFFFD');
    }
    return mended.toString();
  }

  /** The JSON with an escape for every surrogate that stands alone, which says the same. */
  public static String escaped(String json) {
    int alone = loneSurrogate(json, 0);
    if (alone < 0) {
      return json;
    }
    StringBuilder mended = new StringBuilder(json.length());
    int plain = 0;
    for (; alone >= 0; alone = loneSurrogate(json, plain)) {
      mended.append(json, plain, alone).append("\\u%04x".formatted((int) json.charAt(alone)));
      plain = alone + 1;
    }
    return mended.append(json, plain, json.length()).toString();
  }

  /** Where the first surrogate stands that is alone, from this place on; negative if none does. */
  private static int loneSurrogate(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && !isOfPair(text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isOfPair(String text, int at) {
    int high = Character.isHighSurrogate(text.charAt(at)) ? at : at - 1;
    return high >= 0
        && high + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(high), text.charAt(high + 1));
  }
}
