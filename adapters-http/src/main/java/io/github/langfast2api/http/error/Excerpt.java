package io.github.langfast2api.http.error;

/** The beginning of what others say, which may be long. */
final class Excerpt {

  private Excerpt() {}

  /** The text, cut if it is longer than that. Half a surrogate pair cannot be encoded: none is. */
  static String of(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "…";
  }
}
