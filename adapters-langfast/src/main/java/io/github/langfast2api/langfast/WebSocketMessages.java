package io.github.langfast2api.langfast;

import static io.github.langfast2api.langfast.WebSocketClosedException.PROTOCOL_ERROR;
import static io.github.langfast2api.langfast.WebSocketClosedException.TOO_BIG;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins fragments into messages: RFC 6455, section 5.4. Bytes are joined and not text, since a
 * fragment may end inside a character.
 */
final class WebSocketMessages {

  private final WebSocketFrameReader frames;
  private final int limit;
  private final List<byte[]> fragments = new ArrayList<>();
  private int opcode = WebSocketFrame.CONTINUATION;
  private int size;

  /**
   * @param limit the longest message that is taken, in bytes
   */
  WebSocketMessages(WebSocketFrameReader frames, int limit) {
    this.frames = frames;
    this.limit = limit;
  }

  /** Waits for the next message or control frame; the latter may come between fragments. */
  WebSocketFrame next() {
    while (true) {
      WebSocketFrame frame = frames.read();
      if (frame.isControl()) {
        return frame;
      }
      requireInOrder(frame);
      if (frame.last() && fragments.isEmpty()) {
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
    if (continues == fragments.isEmpty()) {
      throw new WebSocketClosedException(PROTOCOL_ERROR, "a fragment is out of order");
    }
  }

  private void add(WebSocketFrame frame) {
    if (fragments.isEmpty()) {
      opcode = frame.opcode();
    }
    if (frame.payload().length > limit - size) {
      throw new WebSocketClosedException(TOO_BIG, "a message of more than " + limit + " bytes");
    }
    size += frame.payload().length;
    fragments.add(frame.payload());
  }

  private WebSocketFrame joined() {
    byte[] whole = new byte[size];
    int at = 0;
    for (byte[] fragment : fragments) {
      System.arraycopy(fragment, 0, whole, at, fragment.length);
      at += fragment.length;
    }
    fragments.clear();
    size = 0;
    return new WebSocketFrame(true, opcode, whole);
  }
}
