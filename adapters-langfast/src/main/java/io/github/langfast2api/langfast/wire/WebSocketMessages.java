package io.github.langfast2api.langfast.wire;

import static io.github.langfast2api.langfast.wire.WebSocketClosedException.PROTOCOL_ERROR;
import static io.github.langfast2api.langfast.wire.WebSocketClosedException.TOO_BIG;

import java.io.ByteArrayOutputStream;

/**
 * Joins fragments into messages: RFC 6455, section 5.4. Bytes are joined and not text, since a
 * fragment may end inside a character.
 */
public final class WebSocketMessages {

  private final WebSocketFrameReader frames;
  private final int limit;
  private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();
  private int opcode = WebSocketFrame.CONTINUATION;

  /**
   * Reads the messages of one connection.
   *
   * @param limit the longest message that is taken, in bytes
   */
  public WebSocketMessages(WebSocketFrameReader frames, int limit) {
    this.frames = frames;
    this.limit = limit;
  }

  /**
   * Waits for the next message or control frame; the latter may come between fragments. Its payload
   * is good until the next call.
   */
  public WebSocketFrame next() {
    while (true) {
      WebSocketFrame frame = frames.read();
      if (frame.isControl()) {
        return frame;
      }
      requireInOrder(frame);
      if (frame.last() && opcode == WebSocketFrame.CONTINUATION) {
        return frame;
      }
      add(frame);
      if (frame.last()) {
        return joined();
      }
    }
  }

  private void requireInOrder(WebSocketFrame frame) {
    boolean continues = frame.opcode() == WebSocketFrame.CONTINUATION;
    boolean begun = opcode != WebSocketFrame.CONTINUATION;
    if (continues != begun) {
      throw new WebSocketClosedException(PROTOCOL_ERROR, "a fragment is out of order");
    }
  }

  private void add(WebSocketFrame frame) {
    Utf8Slice payload = frame.payload();
    if (opcode == WebSocketFrame.CONTINUATION) {
      opcode = frame.opcode();
    }
    if (payload.length() > limit - fragments.size()) {
      throw new WebSocketClosedException(TOO_BIG, "a message of more than " + limit + " bytes");
    }
    fragments.write(payload.bytes(), payload.from(), payload.length());
  }

  private WebSocketFrame joined() {
    byte[] whole = fragments.toByteArray();
    WebSocketFrame message =
        new WebSocketFrame(true, opcode, new Utf8Slice(whole, 0, whole.length));
    fragments.reset();
    opcode = WebSocketFrame.CONTINUATION;
    return message;
  }
}
