package io.github.langfast2api.simulator;

/**
 * A WebSocket frame, unmasked.
 *
 * @param last the FIN bit: whether it is the final fragment of its message
 * @param opcode see the constants
 * @param payload the payload; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Frame(boolean last, int opcode, byte[] payload) {
  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  boolean isControl() {
    return (opcode & 0x8) != 0;
  }

  /** The frame's bytes as a server sends them, unmasked. */
  byte[] encoded() {
    int length = payload.length;
    int extended = length < 126 ? 0 : length < 1 << 16 ? 2 : 8;
    byte[] bytes = new byte[2 + extended + length];
    bytes[0] = (byte) ((last ? 0x80 : 0) | opcode);
    bytes[1] = (byte) (extended == 0 ? length : extended == 2 ? 126 : 127);
    for (int at = 0; at < extended; at++) {
      // As a long: an int shifted by 32 or more bits wraps around.
      bytes[2 + at] = (byte) ((long) length >>> (8 * (extended - 1 - at)));
    }
    System.arraycopy(payload, 0, bytes, 2 + extended, length);
    return bytes;
  }
}
