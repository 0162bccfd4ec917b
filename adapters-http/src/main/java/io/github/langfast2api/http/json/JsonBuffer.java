package io.github.langfast2api.http.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON text in UTF-8, made of prepared bytes and of strings that are escaped on their way in. It is
 * used over and over, and grows to what it once had to hold. For one thread.
 */
public final class JsonBuffer {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** As many bytes as one character can become: that of backslash, u and four digits. */
  private static final int LONGEST = 6;

  private byte[] bytes = new byte[512];
  private int length;

  public JsonBuffer clear() {
    length = 0;
    return this;
  }

  public JsonBuffer raw(byte[] prepared) {
    reserve(prepared.length);
    System.arraycopy(prepared, 0, bytes, length, prepared.length);
    length += prepared.length;
    return this;
  }

  /** The inside of a JSON string. Half a surrogate pair becomes the replacement character. */
  public JsonBuffer escaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      reserve(LONGEST);
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c);
      } else if (!Character.isSurrogate(c)) {
        encoded(c);
      } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        encoded(text.codePointAt(i++));
      } else {
        encoded(0xFFFD);
      }
    }
    return this;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  private void ascii(char c) {
    if (c >= 0x20 && c != '"' && c != '\\') {
      put(c);
      return;
    }
    put('\\');
    switch (c) {
      case '"', '\\' -> put(c);
      case '\n' -> put('n');
      case '\r' -> put('r');
      case '\t' -> put('t');
      default -> {
        put('u');
        put('0');
        put('0');
        put(HEX[c >> 4]);
        put(HEX[c & 0xF]);
      }
    }
  }

  private void encoded(int codePoint) {
    if (codePoint < 0x800) {
      put(0xC0 | (codePoint >> 6));
    } else if (codePoint < 0x10000) {
      put(0xE0 | (codePoint >> 12));
      rest(codePoint >> 6);
    } else {
      put(0xF0 | (codePoint >> 18));
      rest(codePoint >> 12);
      rest(codePoint >> 6);
    }
    rest(codePoint);
  }

  private void rest(int bits) {
    put(0x80 | (bits & 0x3F));
  }

  private void put(int b) {
    bytes[length++] = (byte) b;
  }

  private void reserve(int room) {
    if (length + room > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + room, bytes.length * 2));
    }
  }
}
