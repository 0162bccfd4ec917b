package io.github.langfast2api.simulator;

import io.helidon.common.buffers.DataReader;

/** Reads a client's frames: RFC 6455, section 5.2. */
final class FrameReader {
  private final DataReader in;
  private final int maxPayload;

  FrameReader(DataReader in, int maxPayload) {
    this.in = in;
    this.maxPayload = maxPayload;
  }

  /** Waits for the next frame. */
  Frame next() {
    int head = in.read() & 0xFF;
    int second = in.read() & 0xFF;
    boolean last = (head & 0x80) != 0;
    int opcode = head & 0xF;
    check((head & 0x70) == 0, "a reserved bit is set");
    check(opcode <= Frame.BINARY || (opcode >= Frame.CLOSE && opcode <= Frame.PONG), "opcode");
    check((second & 0x80) != 0, "a client's frames are masked");
    long length = length(second & 0x7F);
    check(opcode < Frame.CLOSE || (last && length < 126), "a control frame is short and whole");
    if (length < 0 || length > maxPayload) {
      throw new WebSocketViolation(1009, "too long");
    }
    return new Frame(last, opcode, payload((int) length));
  }

  private long length(int first) {
    int extended = first < 126 ? 0 : first == 126 ? 2 : 8;
    long length = extended == 0 ? first : 0;
    for (int at = 0; at < extended; at++) {
      length = (length << 8) | (in.read() & 0xFF);
    }
    return length;
  }

  private byte[] payload(int length) {
    byte[] mask = in.readBytes(4);
    byte[] payload = length == 0 ? new byte[0] : in.readBytes(length);
    for (int at = 0; at < length; at++) {
      payload[at] ^= mask[at & 3];
    }
    return payload;
  }

  private static void check(boolean kept, String rule) {
    if (!kept) {
      throw new WebSocketViolation(1002, rule);
    }
  }
}
