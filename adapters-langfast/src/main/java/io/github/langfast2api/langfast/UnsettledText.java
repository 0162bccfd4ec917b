package io.github.langfast2api.langfast;

/** The end of a text that the next form of the text may change, found in its escaped form. */
final class UnsettledText {

  private static final int ESCAPE = 6;
  private static final int REPLACEMENT = 0xFFFD;

  private UnsettledText() {}

  /** How many bytes at the end may yet change: U+FFFD, and half a surrogate pair before it. */
  static int length(byte[] raw, int length) {
    int end = length;
    int replacement = replacementBefore(raw, end);
    while (replacement > 0) {
      end -= replacement;
      replacement = replacementBefore(raw, end);
    }
    if (isEscapeBefore(raw, end) && Character.isHighSurrogate((char) hex(raw, end))) {
      end -= ESCAPE;
    }
    return length - end;
  }

  /** The length of the U+FFFD that ends here, as itself or escaped; 0 if there is none. */
  private static int replacementBefore(byte[] raw, int end) {
    if (end >= 3
        && raw[end - 3] == (byte) 0xEF
        && raw[end - 2] == (byte) 0xBF
        && raw[end - 1] == (byte) 0xBD) {
      return 3;
    }
    return isEscapeBefore(raw, end) && hex(raw, end) == REPLACEMENT ? ESCAPE : 0;
  }

  /** Whether an escape of a UTF-16 unit ends here: an even number of backslashes says otherwise. */
  private static boolean isEscapeBefore(byte[] raw, int end) {
    if (end < ESCAPE || raw[end - 5] != 'u' || hex(raw, end) < 0) {
      return false;
    }
    int slashes = 0;
    while (end - ESCAPE - slashes >= 0 && raw[end - ESCAPE - slashes] == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  /** The four hexadecimal digits that end here as a number; negative if they are none. */
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
