package io.github.langfast2api.langfast.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A WebSocket frame: RFC 6455, section 5.2.
 *
 * @param fin whether it is the final fragment of its message
 * @param opcode what its payload is, one of the constants
 * @param payload the payload, unmasked
 */
record WebSocketFrame(boolean fin, int opcode, Utf8Slice payload) {

  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  private static final int LENGTH_IN_16_BITS = 126;
  private static final int LENGTH_IN_64_BITS = 127;
  private static final int MASK = 0x80;
  private static final int FIN = 0x80;

  /** An unfragmented text message. */
  static WebSocketFrame text(String text) {
    return new WebSocketFrame(true, TEXT, Utf8Slice.of(text));
  }

  /** A close frame; {@link WebSocketClosedException#NO_STATUS} makes one without a code. */
  static WebSocketFrame close(int code) {
    byte[] payload =
        code == WebSocketClosedException.NO_STATUS
            ? new byte[0]
            : new byte[] {(byte) (code >> 8), (byte) code};
    return new WebSocketFrame(true, CLOSE, new Utf8Slice(payload, 0, payload.length));
  }

  /** Whether this is a close, ping or pong frame: RFC 6455, section 5.5. */
  boolean isControl() {
    return opcode >= CLOSE;
  }

  /** The frame's bytes as a client sends them, masked with this key: RFC 6455, section 5.3. */
  byte[] masked(int maskingKey) {
    byte[] key = ByteBuffer.allocate(4).putInt(maskingKey).array();
    byte[] header = header();
    byte[] frame = Arrays.copyOf(header, header.length + key.length + payload.length());
    System.arraycopy(key, 0, frame, header.length, key.length);
    int start = header.length + key.length;
    for (int i = 0; i < payload.length(); i++) {
      frame[start + i] = (byte) (payload.bytes()[payload.from() + i] ^ key[i & 3]);
    }
    return frame;
  }

  private byte[] header() {
    byte first = (byte) ((fin ? FIN : 0) | opcode);
    if (payload.length() < LENGTH_IN_16_BITS) {
      return new byte[] {first, (byte) (MASK | payload.length())};
    }
    if (payload.length() <= 0xFFFF) {
      return ByteBuffer.allocate(4)
          .put(first)
          .put((byte) (MASK | LENGTH_IN_16_BITS))
          .putShort((short) payload.length())
          .array();
    }
    return ByteBuffer.allocate(10)
        .put(first)
        .put((byte) (MASK | LENGTH_IN_64_BITS))
        .putLong(payload.length())
        .array();
  }
}
