package io.github.langfast2api.langfast.wire;

import static io.github.langfast2api.langfast.wire.WebSocketClosedException.PROTOCOL_ERROR;
import static io.github.langfast2api.langfast.wire.WebSocketClosedException.TOO_BIG;

/** Reads the frames that a server sends and refuses those that RFC 6455 does not allow it. */
public final class WebSocketFrameReader {

  private static final int MAX_CONTROL_PAYLOAD = 125;

  private final WebSocketInput in;
  private final int limit;

  /**
   * Reads the frames of one connection.
   *
   * @param limit the longest payload that is taken, in bytes; it is looked at before room is made
   */
  public WebSocketFrameReader(WebSocketInput in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /**
   * Waits for the next frame, whose payload is good until the next call.
   *
   * @throws WebSocketClosedException with the code to close with, if the frame is not allowed
   */
  WebSocketFrame read() {
    int first = in.octet();
    int second = in.octet();
    int opcode = first & 0x0F;
    require((first & 0x70) == 0, "reserved bits are set");
    require(opcode <= WebSocketFrame.BINARY || isKnownControl(opcode), "opcode " + opcode);
    require((second & 0x80) == 0, "a frame from the server is masked");
    boolean last = (first & 0x80) != 0;
    long length = length(second & 0x7F);
    if (opcode >= WebSocketFrame.CLOSE) {
      require(last, "a control frame is fragmented");
      require(length <= MAX_CONTROL_PAYLOAD, "a control frame is too long");
    }
    return new WebSocketFrame(last, opcode, payload(length));
  }

  private long length(int announced) {
    return switch (announced) {
      case 126 -> unsigned(2);
      case 127 -> unsigned(8);
      default -> announced;
    };
  }

  private Utf8Slice payload(long length) {
    // A length with its highest bit set reads as negative, and is as wrong as one over the limit.
    if (length < 0 || length > limit) {
      throw new WebSocketClosedException(TOO_BIG, "a frame of " + length + " bytes");
    }
    return in.take((int) length);
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

  private static void require(boolean allowed, String wrong) {
    if (!allowed) {
      throw new WebSocketClosedException(PROTOCOL_ERROR, wrong);
    }
  }
}
