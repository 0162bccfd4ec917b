package io.github.langfast2api.langfast.wire;

import io.github.langfast2api.ports.memory.MemoryBudget;

/**
 * Text messages read from frames in memory as a channel reads them from its connection. For tests
 * and benchmarks of other packages.
 */
public final class MessageSource {

  private final WebSocketMessages messages;

  /** Copies a server's next bytes to a buffer and returns their number. */
  @FunctionalInterface
  public interface Bytes {
    int read(byte[] into, int from, int length);
  }

  public MessageSource(Bytes bytes) {
    MemoryBudget memory = new MemoryBudget(1L << 30);
    messages =
        new WebSocketMessages(new WebSocketInput(bytes::read, memory.reserve()), memory.reserve());
  }

  /** The next message, valid until the next call. */
  public Utf8Slice next() {
    Utf8Slice message = messages.next().payload();
    if (!Utf8.isValid(message)) {
      throw new IllegalStateException("a message is not UTF-8");
    }
    return message;
  }
}
