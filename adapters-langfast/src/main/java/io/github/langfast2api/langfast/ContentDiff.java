package io.github.langfast2api.langfast;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes deltas of a text that comes whole each time, and longer each time. For one thread.
 *
 * <p>What was passed on is compared with what comes, byte by byte in its escaped form, so that an
 * event costs a memory compare and the decoding of what is new. Only where the bytes differ are the
 * texts compared, since the same text can be escaped in several ways.
 *
 * <p>What may yet change is held back: half a surrogate pair, and U+FFFD at the end, which stands
 * where the upstream cut a character in two.
 */
final class ContentDiff {

  private JsonSlice sent = JsonSlice.of("");

  /** The upstream took back text that had been passed on. */
  static final class RewrittenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The text that is new in this content; empty if there is none.
   *
   * @param content the inside of a JSON string that holds the whole text so far
   * @param last whether no content will follow: then nothing is held back
   * @throws RewrittenException if the content contradicts text that was passed on
   * @throws MalformedJsonException if it cannot be decoded
   */
  String advance(JsonSlice content, boolean last) {
    JsonSlice settled = last ? content : content.limit(content.length() - unsettled(content));
    String delta = delta(settled, last);
    if (delta == null) {
      return "";
    }
    sent = settled;
    return wellFormed(delta);
  }

  /** What follows the text that was sent, or null if the content is older than that. */
  private @Nullable String delta(JsonSlice content, boolean last) {
    if (startsWithSent(content)) {
      return content.skip(sent.length()).unescaped();
    }
    String before = sent.unescaped();
    String now = content.unescaped();
    if (now.startsWith(before)) {
      return now.substring(before.length());
    }
    if (!last && before.startsWith(now)) {
      return null;
    }
    throw new RewrittenException();
  }

  private boolean startsWithSent(JsonSlice content) {
    int length = sent.length();
    return content.length() >= length
        && Arrays.equals(
            sent.bytes(),
            sent.from(),
            sent.to(),
            content.bytes(),
            content.from(),
            content.from() + length);
  }

  /** How many bytes at the end of the content may yet change. */
  private static int unsettled(JsonSlice content) {
    int end = content.to();
    while (true) {
      int replacement = replacementBefore(content, end);
      if (replacement == 0) {
        break;
      }
      end -= replacement;
    }
    if (isEscapeBefore(content, end) && isHighSurrogate(content.bytes(), end)) {
      end -= 6;
    }
    return content.to() - end;
  }

  /** The length of the U+FFFD that ends here, as itself or escaped; 0 if there is none. */
  private static int replacementBefore(JsonSlice content, int end) {
    byte[] bytes = content.bytes();
    if (end - content.from() >= 3
        && bytes[end - 3] == (byte) 0xEF
        && bytes[end - 2] == (byte) 0xBF
        && bytes[end - 1] == (byte) 0xBD) {
      return 3;
    }
    return isEscapeBefore(content, end) && hex(bytes, end) == 0xFFFD ? 6 : 0;
  }

  /** Whether a {@code \}{@code uXXXX} ends here: an even number of backslashes says otherwise. */
  private static boolean isEscapeBefore(JsonSlice content, int end) {
    byte[] bytes = content.bytes();
    if (end - content.from() < 6 || bytes[end - 5] != 'u' || hex(bytes, end) < 0) {
      return false;
    }
    int slashes = 0;
    while (end - 6 - slashes >= content.from() && bytes[end - 6 - slashes] == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  private static boolean isHighSurrogate(byte[] bytes, int end) {
    return Character.isHighSurrogate((char) hex(bytes, end));
  }

  /** The four hexadecimal digits that end here as a number; negative if they are none. */
  private static int hex(byte[] bytes, int end) {
    int value = 0;
    for (int i = end - 4; i < end; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  /** The text with U+FFFD for every surrogate that stands alone. */
  private static String wellFormed(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      if (Character.isHighSurrogate(unit)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      mended = mended == null ? new StringBuilder(text) : mended;
      mended.setCharAt(i, '\uFFFD');
    }
    return mended == null ? text : mended.toString();
  }
}
