package io.github.langfast2api.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long a connection's thread has been waiting for its client: to send the rest of a request
 * that it has begun, which may take longer the longer the request is, or to take what it is sent.
 * Between requests a client may take its time.
 */
final class ClientClock {

  /** A client that sends less than that is holding the gateway up. */
  private static final long BYTES_PER_SECOND = 16 * 1024;

  private static final long NEVER = Long.MAX_VALUE;

  private final long patience;

  /** When the wait is over, by {@link System#nanoTime}; read by the watchdog. */
  private volatile long deadline = NEVER;

  private boolean begun;
  private long start;
  private long bytes;

  ClientClock(Duration patience) {
    this.patience = patience.toNanos();
  }

  boolean isOverdue(long now) {
    long end = deadline;
    return end != NEVER && now - end > 0;
  }

  /** Reads the client's bytes by this clock. */
  Supplier<byte @Nullable []> reading(Supplier<byte @Nullable []> source) {
    return () -> {
      if (begun) {
        deadline = start + patience + bytes * 1_000_000_000 / BYTES_PER_SECOND;
      }
      byte @Nullable [] read = source.get();
      deadline = NEVER;
      if (read != null) {
        if (!begun) {
          begun = true;
          start = System.nanoTime();
          bytes = 0;
        }
        bytes += read.length;
      }
      return read;
    };
  }

  /** Writes to the client by this clock. What is answered has been read. */
  DataWriter writing(DataWriter writer) {
    return new DataWriter() {
      @Override
      public void write(BufferData... buffers) {
        timed(() -> writer.write(buffers));
      }

      @Override
      public void write(BufferData buffer) {
        timed(() -> writer.write(buffer));
      }

      @Override
      public void writeNow(BufferData... buffers) {
        timed(() -> writer.writeNow(buffers));
      }

      @Override
      public void writeNow(BufferData buffer) {
        timed(() -> writer.writeNow(buffer));
      }

      @Override
      public void flush() {
        timed(writer::flush);
      }

      @Override
      public void close() {
        writer.close();
      }
    };
  }

  private void timed(Runnable write) {
    begun = false;
    deadline = System.nanoTime() + patience;
    write.run();
    deadline = NEVER;
  }
}
