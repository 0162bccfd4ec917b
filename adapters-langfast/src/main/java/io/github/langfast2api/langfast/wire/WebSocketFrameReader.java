package io.github.langfast2api.langfast.wire;

import static io.github.langfast2api.langfast.wire.WebSocketClosedException.PROTOCOL_ERROR;
import static io.github.langfast2api.langfast.wire.WebSocketClosedException.TOO_BIG;

/** Reads the frames that a server sends, and rejects those that RFC 6455 does not allow it. */
final class WebSocketFrameReader {

  private static final int MAX_CONTROL_PAYLOAD_BYTES = 125;

  private final WebSocketInput in;

  WebSocketFrameReader(WebSocketInput in) {
    this.in = in;
  }

  /**
   * Waits for the next frame, whose payload is valid until the next call.
   *
   * @param maxPayloadBytes the longest payload that is accepted; it is checked before memory is
   *     allocated
   * @throws WebSocketClosedException with the close code to send, if the frame is not allowed
   */
  WebSocketFrame read(int maxPayloadBytes) {
    int first = in.octet();
    int second = in.octet();
    int opcode = first & 0x0F;
    require((first & 0x70) == 0, "reserved bits are set");
    require(opcode <= WebSocketFrame.BINARY || isKnownControl(opcode), "opcode " + opcode);
    require((second & 0x80) == 0, "a frame from the server is masked");
    boolean fin = (first & 0x80) != 0;
    long length = length(second & 0x7F);
    if (opcode >= WebSocketFrame.CLOSE) {
      require(fin, "a control frame is fragmented");
      require(length <= MAX_CONTROL_PAYLOAD_BYTES, "a control frame is too long");
    }
    return new WebSocketFrame(fin, opcode, payload(length, maxPayloadBytes));
  }

  private long length(int payloadLen) {
    return switch (payloadLen) {
      case 126 -> unsigned(2);
      case 127 -> unsigned(8);
      default -> payloadLen;
    };
  }

  private Utf8Slice payload(long length, int maxPayloadBytes) {
    // A 64-bit length with its highest bit set reads as negative; RFC 6455 does not allow it.
    if (length < 0 || length > maxPayloadBytes) {
      throw new WebSocketClosedException(TOO_BIG, "a frame of " + length + " bytes");
    }
    return in.read((int) length);
  }

  private long unsigned(int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = (value << 8) | in.octet();
    }
    return value;
  }

  private static boolean isKnownControl(int opcode) {
    return opcode >= WebSocketFrame.CLOSE && opcode <= WebSocketFrame.PONG;
  }

  private static void require(boolean allowed, String violation) {
    if (!allowed) {
      throw new WebSocketClosedException(PROTOCOL_ERROR, violation);
    }
  }
}
