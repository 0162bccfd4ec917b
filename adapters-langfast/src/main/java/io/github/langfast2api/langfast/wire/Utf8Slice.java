package io.github.langfast2api.langfast.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A stretch of UTF-8 text within the bytes that hold it. Nothing is copied, so it is good as long
 * as those bytes are left as they are: whoever makes one says how long that is.
 *
 * @param from the first byte
 * @param to the byte after the last
 */
@SuppressWarnings("ArrayRecordComponent") // two slices are never compared as wholes
public record Utf8Slice(byte[] bytes, int from, int to) {

  public static Utf8Slice of(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new Utf8Slice(bytes, 0, bytes.length);
  }

  public int length() {
    return to - from;
  }

  /** The slice from this many bytes on. */
  public Utf8Slice skip(int count) {
    return new Utf8Slice(bytes, from + count, to);
  }

  /** The byte at this place, counted from the slice's start, as a number from 0 to 255. */
  public int octet(int index) {
    return bytes[from + index] & 0xFF;
  }

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

  /** The text as it stands. */
  public String text() {
    return new String(bytes, from, length(), UTF_8);
  }

  /**
   * What a string says whose inside, between its quotes, this slice is. Surrogates may come out
   * alone.
   *
   * @throws MalformedJsonException if an escape is none
   */
  public String unescaped() {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\\') {
        return unescapedFrom(i);
      }
    }
    return text();
  }

  /**
   * How many bytes of this slice, which is the inside of a JSON string, say this many UTF-16 units
   * of its text.
   */
  public int rawLength(int units) {
    int at = from;
    int left = units;
    while (left > 0 && at < to) {
      int lead = bytes[at] & 0xFF;
      if (lead == '\\') {
        at += bytes[at + 1] == 'u' ? 6 : 2;
        left--;
      } else {
        at += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        left -= lead < 0xF0 ? 1 : 2;
      }
    }
    return at - from;
  }

  private String unescapedFrom(int firstEscape) {
    StringBuilder text = new StringBuilder(length());
    int plain = from;
    int at = firstEscape;
    while (at < to) {
      if (bytes[at] != '\\') {
        at++;
        continue;
      }
      text.append(new String(bytes, plain, at - plain, UTF_8));
      if (at + 1 >= to) {
        throw new MalformedJsonException("a string ends within an escape");
      }
      if (bytes[at + 1] == 'u') {
        text.append(unit(at + 2));
        at += 6;
      } else {
        text.append(escaped(bytes[at + 1]));
        at += 2;
      }
      plain = at;
    }
    return text.append(new String(bytes, plain, to - plain, UTF_8)).toString();
  }

  private char unit(int at) {
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

  private static char escaped(byte letter) {
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
