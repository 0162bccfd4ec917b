package io.github.langfast2api.simulator;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Reassembles fragmented messages: RFC 6455, section 5.4. */
final class WebSocketMessageReader {
  private final int maxPayload;
  private final ByteArrayOutputStream joined = new ByteArrayOutputStream();
  private int opcode = Frame.CONTINUATION;

  WebSocketMessageReader(int maxPayload) {
    this.maxPayload = maxPayload;
  }

  /** Appends a data frame; returns the message if it is complete. */
  Optional<Frame> add(Frame frame) {
    boolean continues = frame.opcode() == Frame.CONTINUATION;
    if (continues == (opcode == Frame.CONTINUATION)) {
      throw new WebSocketViolation(1002, "a message starts once");
    }
    if (joined.size() + frame.payload().length > maxPayload) {
      throw new WebSocketViolation(1009, "too long");
    }
    opcode = continues ? opcode : frame.opcode();
    joined.writeBytes(frame.payload());
    return frame.last() ? Optional.of(whole()) : Optional.empty();
  }

  private Frame whole() {
    Frame message = new Frame(true, opcode, joined.toByteArray());
    joined.reset();
    opcode = Frame.CONTINUATION;
    return message;
  }
}
