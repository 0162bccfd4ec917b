package io.github.langfast2api.langfast;

/**
 * The suffix of a cumulative text that its next version may change: U+FFFD, which stands where the
 * upstream cut a character in two, and half a surrogate pair. Found in the content of a JSON
 * string, still escaped.
 */
final class UnsettledText {

  private static final int ESCAPE_BYTES = 6;
  private static final int REPLACEMENT = 0xFFFD;

  private UnsettledText() {}

  /** The length of the suffix in bytes, U+FFFD and half a surrogate pair before it; often 0. */
  static int length(byte[] raw, int length) {
    int end = length;
    int replacement = replacementBefore(raw, end);
    while (replacement > 0) {
      end -= replacement;
      replacement = replacementBefore(raw, end);
    }
    if (isEscapeBefore(raw, end) && Character.isHighSurrogate((char) hex(raw, end))) {
      end -= ESCAPE_BYTES;
    }
    return length - end;
  }

  /** The length of the U+FFFD that ends at this index, escaped or not; 0 if there is none. */
  private static int replacementBefore(byte[] raw, int end) {
    if (end >= 3
        && raw[end - 3] == (byte) 0xEF
        && raw[end - 2] == (byte) 0xBF
        && raw[end - 1] == (byte) 0xBD) {
      return 3;
    }
    return isEscapeBefore(raw, end) && hex(raw, end) == REPLACEMENT ? ESCAPE_BYTES : 0;
  }

  /** Whether a Unicode escape ends at this index: after an even number of backslashes none does. */
  private static boolean isEscapeBefore(byte[] raw, int end) {
    if (end < ESCAPE_BYTES || raw[end - 5] != 'u' || hex(raw, end) < 0) {
      return false;
    }
    int slashes = 0;
    while (end - ESCAPE_BYTES - slashes >= 0 && raw[end - ESCAPE_BYTES - slashes] == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  /** The value of the four hexadecimal digits that end at this index; -1 if they are none. */
  private static int hex(byte[] raw, int end) {
    int value = 0;
    for (int i = end - 4; i < end; i++) {
      int digit = Character.digit(raw[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }
}
