package io.github.langfast2api.langfast.wire;

import static io.github.langfast2api.langfast.wire.WebSocketClosedException.PROTOCOL_ERROR;
import static io.github.langfast2api.langfast.wire.WebSocketClosedException.TOO_BIG;

import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import java.io.ByteArrayOutputStream;

/**
 * Reassembles fragmented messages: RFC 6455, section 5.4. It joins bytes and not text, since a
 * fragment may end inside a character. The memory of long messages is reserved. For one reading
 * thread.
 */
final class WebSocketMessages {

  /** The longest message that is accepted. */
  private static final int MAX_MESSAGE_BYTES = 32 << 20;

  /** Messages up to this length take no memory that is reserved. */
  private static final int SMALL_MESSAGE_BYTES = 64 * 1024;

  /** What a byte takes while its message grows and is joined. */
  private static final long BYTES_PER_FRAGMENT_BYTE = 3;

  private final WebSocketFrameReader frames;
  private final Reservation memory;
  private int maxMessageBytes;
  private ByteArrayOutputStream fragments = new ByteArrayOutputStream();
  private int opcode = WebSocketFrame.CONTINUATION;

  WebSocketMessages(WebSocketInput in, Reservation memory) {
    this(in, memory, MAX_MESSAGE_BYTES);
  }

  WebSocketMessages(WebSocketInput in, Reservation memory, int maxMessageBytes) {
    this.frames = new WebSocketFrameReader(in);
    this.memory = memory;
    this.maxMessageBytes = maxMessageBytes;
  }

  /** Limits the messages that come from now on. */
  void limit(int maxBytes) {
    maxMessageBytes = maxBytes;
  }

  /**
   * Waits for the next message or control frame; the latter may come between fragments. Its payload
   * is valid until the next call.
   *
   * @throws WebSocketClosedException with the close code to send, if the server breaks RFC 6455 or
   *     the message is too long
   */
  WebSocketFrame next() {
    if (opcode == WebSocketFrame.CONTINUATION) {
      var unused = memory.resize(0);
    }
    while (true) {
      WebSocketFrame frame = frames.read(maxMessageBytes);
      if (frame.isControl()) {
        return frame;
      }
      requireInOrder(frame);
      if (frame.fin() && opcode == WebSocketFrame.CONTINUATION) {
        return frame;
      }
      append(frame);
      if (frame.fin()) {
        return joinFragments();
      }
    }
  }

  private void requireInOrder(WebSocketFrame frame) {
    boolean continues = frame.opcode() == WebSocketFrame.CONTINUATION;
    boolean inMessage = opcode != WebSocketFrame.CONTINUATION;
    if (continues != inMessage) {
      throw new WebSocketClosedException(PROTOCOL_ERROR, "a fragment is out of order");
    }
  }

  private void append(WebSocketFrame frame) {
    Utf8Slice payload = frame.payload();
    if (opcode == WebSocketFrame.CONTINUATION) {
      opcode = frame.opcode();
    }
    if (payload.length() > maxMessageBytes - fragments.size()) {
      throw new WebSocketClosedException(
          TOO_BIG, "a message of more than " + maxMessageBytes + " bytes");
    }
    int length = fragments.size() + payload.length();
    if (length > SMALL_MESSAGE_BYTES && !memory.resize(length * BYTES_PER_FRAGMENT_BYTE)) {
      throw new WebSocketClosedException(TOO_BIG, "no memory for " + length + " bytes");
    }
    fragments.write(payload.bytes(), payload.from(), payload.length());
  }

  private WebSocketFrame joinFragments() {
    byte[] whole = fragments.toByteArray();
    WebSocketFrame message =
        new WebSocketFrame(true, opcode, new Utf8Slice(whole, 0, whole.length));
    fragments = new ByteArrayOutputStream();
    opcode = WebSocketFrame.CONTINUATION;
    return message;
  }
}
