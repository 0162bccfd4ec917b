package io.github.langfast2api.http.request;

import io.github.langfast2api.http.error.InvalidRequest;

/**
 * The check of a string for unpaired surrogates (RFC 8259, section 8.2), and of its size. JSON can
 * escape them and UTF-8 cannot encode them, so that each system on the way to the model would
 * replace them in its own way.
 */
final class BodyText {

  private static final int MAX_LATIN_1 = 0xFF;

  private BodyText() {}

  /**
   * The bytes of memory that a text takes: the JVM has one for each character of Latin-1, or else
   * two for each.
   *
   * @throws io.github.langfast2api.http.error.ApiException if it has an unpaired surrogate
   */
  static long bytes(String text) {
    boolean latin1 = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      latin1 &= c <= MAX_LATIN_1;
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          throw InvalidRequest.unreadable(
              "The request body has half a surrogate pair, which is no Unicode text.");
        }
        i++;
      }
    }
    return latin1 ? text.length() : 2L * text.length();
  }
}
