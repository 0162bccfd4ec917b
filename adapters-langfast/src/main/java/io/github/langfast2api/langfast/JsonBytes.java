package io.github.langfast2api.langfast;

import jakarta.json.JsonObject;
import jakarta.json.JsonWriter;
import jakarta.json.JsonWriterFactory;
import jakarta.json.spi.JsonProvider;
import java.io.OutputStream;
import java.util.Map;

/**
 * JSON as UTF-8 bytes, in an array of just that length: it is written twice, first to be measured.
 * Bodies can have tens of megabytes, of which a buffer that grows holds three times as many.
 */
final class JsonBytes extends OutputStream {

  private static final JsonWriterFactory WRITERS =
      JsonProvider.provider().createWriterFactory(Map.of());

  private final byte[] bytes;
  private int length;

  private JsonBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  static byte[] of(JsonObject json) {
    byte[] bytes = new byte[write(json, new byte[0])];
    int unused = write(json, bytes);
    return bytes;
  }

  /** Writes as much as there is room for; returns how much there is to write. */
  private static int write(JsonObject json, byte[] into) {
    JsonBytes out = new JsonBytes(into);
    try (JsonWriter writer = WRITERS.createWriter(out)) {
      writer.write(json);
    }
    return out.length;
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int count) {
    if (length + count <= bytes.length) {
      System.arraycopy(from, offset, bytes, length, count);
    }
    length += count;
  }
}
