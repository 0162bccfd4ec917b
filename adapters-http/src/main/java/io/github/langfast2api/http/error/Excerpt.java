package io.github.langfast2api.http.error;

/** Truncation of text that comes from clients and upstreams and may be long. */
final class Excerpt {

  private Excerpt() {}

  /**
   * The text, or its beginning and an ellipsis. A surrogate pair is not cut in two, since half of
   * one cannot be encoded.
   *
   * @param maxChars in UTF-16 code units, without the ellipsis
   */
  static String of(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, end) + "…";
  }
}
