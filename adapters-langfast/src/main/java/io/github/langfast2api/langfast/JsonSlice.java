package io.github.langfast2api.langfast;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A stretch of JSON within the bytes that hold it, which are valid UTF-8 and are not changed any
 * more. Nothing is copied.
 *
 * @param from the first byte
 * @param to the byte after the last
 */
@SuppressWarnings("ArrayRecordComponent") // two slices are never compared as wholes
record JsonSlice(byte[] bytes, int from, int to) {

  static JsonSlice of(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return new JsonSlice(bytes, 0, bytes.length);
  }

  int length() {
    return to - from;
  }

  /** The slice from this many bytes on. */
  JsonSlice skip(int count) {
    return new JsonSlice(bytes, from + count, to);
  }

  /** The first bytes of the slice, this many. */
  JsonSlice limit(int count) {
    return new JsonSlice(bytes, from, from + count);
  }

  boolean is(String ascii) {
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

  /** The bytes as text, escapes and all. */
  String raw() {
    return new String(bytes, from, length(), UTF_8);
  }

  /**
   * What a string says whose inside, between its quotes, this slice is. Surrogates may come out
   * alone.
   *
   * @throws MalformedJsonException if an escape is none
   */
  String unescaped() {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\\') {
        return unescapedFrom(i);
      }
    }
    return raw();
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
