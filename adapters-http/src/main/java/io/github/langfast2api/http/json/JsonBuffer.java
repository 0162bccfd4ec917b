package io.github.langfast2api.http.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * A reusable buffer of JSON text in UTF-8, for the streaming path: bytes that do not change are
 * encoded once and copied, and only the strings between them are escaped. It grows to the largest
 * text that it held and never shrinks. For one thread at a time.
 */
public final class JsonBuffer {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** The most bytes that one character takes: backslash, u and four hexadecimal digits. */
  public static final int MAX_BYTES_PER_CHAR = 6;

  private static final int INITIAL_BYTES = 512;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  /** Empties the buffer and keeps its capacity. */
  public JsonBuffer clear() {
    length = 0;
    return this;
  }

  /** Appends bytes as they are. */
  public JsonBuffer raw(byte[] encoded) {
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    return this;
  }

  /**
   * Appends a text with the escapes of a JSON string (RFC 8259, section 7), without its quotation
   * marks. An unpaired surrogate, which UTF-8 cannot encode, becomes U+FFFD.
   */
  public JsonBuffer escaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      reserve(MAX_BYTES_PER_CHAR);
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c);
      } else if (!Character.isSurrogate(c)) {
        utf8(c);
      } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        utf8(text.codePointAt(i++));
      } else {
        utf8(0xFFFD);
      }
    }
    return this;
  }

  /** Appends a value as JSON text (RFC 8259), without white space and without a copy of it. */
  public JsonBuffer json(JsonValue value) {
    switch (value) {
      case JsonObject object -> object(object);
      case JsonArray array -> array(array);
      case JsonString string -> string(string.getString());
      default -> escaped(value.toString());
    }
    return this;
  }

  private void object(JsonObject object) {
    char separator = '{';
    for (Map.Entry<String, JsonValue> member : object.entrySet()) {
      character(separator);
      separator = ',';
      string(member.getKey());
      character(':');
      var unused = json(member.getValue());
    }
    if (object.isEmpty()) {
      character('{');
    }
    character('}');
  }

  private void array(JsonArray array) {
    char separator = '[';
    for (JsonValue item : array) {
      character(separator);
      separator = ',';
      var unused = json(item);
    }
    if (array.isEmpty()) {
      character('[');
    }
    character(']');
  }

  private void string(String text) {
    character('"');
    var unused = escaped(text);
    character('"');
  }

  private void character(char c) {
    reserve(1);
    put(c);
  }

  /** Writes the whole buffer, which stays as it is. */
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

  private void utf8(int codePoint) {
    if (codePoint < 0x800) {
      put(0xC0 | (codePoint >> 6));
    } else if (codePoint < 0x10000) {
      put(0xE0 | (codePoint >> 12));
      continuation(codePoint >> 6);
    } else {
      put(0xF0 | (codePoint >> 18));
      continuation(codePoint >> 12);
      continuation(codePoint >> 6);
    }
    continuation(codePoint);
  }

  private void continuation(int bits) {
    put(0x80 | (bits & 0x3F));
  }

  private void put(int b) {
    bytes[length++] = (byte) b;
  }

  private void reserve(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
    }
  }
}
