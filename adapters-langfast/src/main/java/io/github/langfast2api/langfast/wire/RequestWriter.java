package io.github.langfast2api.langfast.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes a request while its response may come already: a server that refuses a large request
 * answers before it has read all of it (RFC 9110, section 15.5.14), and may close the connection
 * then. So large requests are written by a thread of their own, and no write fails: whoever reads
 * finds the response, or the end of the connection.
 */
public final class RequestWriter implements DataWriter {

  /** What a socket takes without blocking for long, whatever the server does. */
  private static final int MAX_BYTES_AT_ONCE = 16 << 10;

  private final DataWriter connection;
  private final AtomicInteger unsent = new AtomicInteger();
  private volatile boolean begun;

  /** A writer of one request on this connection. */
  public RequestWriter(UpstreamConnection connection) {
    this.connection = connection.writer();
  }

  /** Whether a request was written, and all of it has been sent. */
  public boolean isSent() {
    return begun && unsent.get() == 0;
  }

  @Override
  public void write(BufferData... buffers) {
    for (BufferData buffer : buffers) {
      write(buffer);
    }
  }

  @Override
  public void write(BufferData buffer) {
    unsent.incrementAndGet();
    begun = true;
    if (buffer.available() <= MAX_BYTES_AT_ONCE) {
      send(buffer);
    } else {
      var unused = Thread.ofVirtual().name("langfast-request").start(() -> send(buffer));
    }
  }

  @Override
  public void writeNow(BufferData... buffers) {
    write(buffers);
  }

  @Override
  public void writeNow(BufferData buffer) {
    write(buffer);
  }

  private void send(BufferData buffer) {
    try {
      connection.write(buffer);
      unsent.decrementAndGet();
    } catch (UncheckedIOException e) {
      // It stays unsent.
    }
  }
}
