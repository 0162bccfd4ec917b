package io.github.langfast2api.langfast.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A range of UTF-8 text in a byte array, which is not copied: it is valid until the array is
 * written to again. Whoever hands one out says until when that is.
 *
 * @param bytes the array, owned by whoever made the slice
 * @param from the index of the first byte
 * @param to the index after the last byte
 */
@SuppressWarnings("ArrayRecordComponent") // two slices are never compared as wholes
public record Utf8Slice(byte[] bytes, int from, int to) {

  /** A slice over a text's own bytes. */
  public static Utf8Slice of(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new Utf8Slice(bytes, 0, bytes.length);
  }

  /** The number of bytes. */
  public int length() {
    return to - from;
  }

  /** The slice without its first bytes; shares the array. */
  public Utf8Slice skip(int count) {
    return new Utf8Slice(bytes, from + count, to);
  }

  /** The slice up to so many bytes, which may end within a character; shares the array. */
  public Utf8Slice first(int maxBytes) {
    return new Utf8Slice(bytes, from, Math.min(to, from + maxBytes));
  }

  /** The byte at this index from the slice's start, as a number from 0 to 255. */
  public int octet(int index) {
    return bytes[from + index] & 0xFF;
  }

  /** Whether the bytes are this ASCII text, which allocates nothing. */
  public boolean is(String ascii) {
    if (ascii.length() != length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Decodes the bytes. */
  public String text() {
    return new String(bytes, from, length(), UTF_8);
  }

  /**
   * Decodes the slice as the content of a JSON string, without its quotes. An escaped surrogate may
   * come out without its other half.
   *
   * @throws MalformedJsonException if an escape sequence is invalid
   */
  public String unescaped() {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\\') {
        return unescape(i);
      }
    }
    return text();
  }

  /**
   * How many bytes at the start of this slice, the content of a JSON string, encode this many
   * UTF-16 code units of its text.
   */
  public int rawLength(int units) {
    int at = from;
    int remaining = units;
    while (remaining > 0 && at < to) {
      int lead = bytes[at] & 0xFF;
      if (lead == '\\') {
        at += bytes[at + 1] == 'u' ? 6 : 2;
        remaining--;
      } else {
        at += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        remaining -= lead < 0xF0 ? 1 : 2;
      }
    }
    return at - from;
  }

  private String unescape(int firstEscape) {
    StringBuilder text = new StringBuilder(length());
    int copied = from;
    int at = firstEscape;
    while (at < to) {
      if (bytes[at] != '\\') {
        at++;
        continue;
      }
      text.append(new String(bytes, copied, at - copied, UTF_8));
      if (at + 1 >= to) {
        throw new MalformedJsonException("a string ends within an escape");
      }
      if (bytes[at + 1] == 'u') {
        text.append(codeUnit(at + 2));
        at += 6;
      } else {
        text.append(unescape(bytes[at + 1]));
        at += 2;
      }
      copied = at;
    }
    return text.append(new String(bytes, copied, to - copied, UTF_8)).toString();
  }

  private char codeUnit(int at) {
    if (at + 4 > to) {
      throw new MalformedJsonException("a string ends within an escape");
    }
    String hex = new String(bytes, at, 4, ISO_8859_1);
    int value = 0;
    for (int i = 0; i < hex.length(); i++) {
      int digit = Character.digit(hex.charAt(i), 16);
      if (digit < 0) {
        throw new MalformedJsonException("\\u" + hex);
      }
      value = (value << 4) | digit;
    }
    return (char) value;
  }

  private static char unescape(byte letter) {
    return switch (letter) {
      case '"', '\\', '/' -> (char) letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> throw new MalformedJsonException("\\" + (char) letter);
    };
  }
}
