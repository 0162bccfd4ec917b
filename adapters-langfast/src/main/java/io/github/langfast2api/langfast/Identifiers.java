package io.github.langfast2api.langfast;

/**
 * The syntax of what LangFast gives out and is sent back in headers, paths and bodies. What has
 * another would break each call, and over restarts if it was stored.
 */
final class Identifiers {

  private static final int MAX_TOKEN_CHARS = 8192;
  private static final int MAX_ID_CHARS = 256;

  private Identifiers() {}

  /** Whether this can be a token: visible ASCII, as in a header field (RFC 9110, section 5.5). */
  static boolean isToken(String text) {
    return isVisible(text, MAX_TOKEN_CHARS);
  }

  /** Whether this can be the id of a user, a prompt or a run. */
  static boolean isId(String text) {
    return isVisible(text, MAX_ID_CHARS);
  }

  private static boolean isVisible(String text, int maxChars) {
    return !text.isEmpty()
        && text.length() <= maxChars
        && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }
}
