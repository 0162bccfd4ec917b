package io.github.langfast2api.http.connection;

import static java.lang.System.Logger.Level.DEBUG;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long a connection's thread has been waiting for its client: to send the rest of a request
 * that it has begun, which may take longer the longer the request is, or to take what it is sent.
 * Between requests a client may take its time. For the connection's thread, but {@link
 * #checkExpired}.
 */
final class SlowClientTimer {

  private static final System.Logger LOG = System.getLogger(SlowClientTimer.class.getName());

  /** A client that sends less than that is holding the gateway up. */
  private static final long BYTES_PER_SECOND = 16 * 1024;

  private static final long NEVER = Long.MAX_VALUE;
  private static final long EXPIRED = Long.MIN_VALUE;

  private final long timeout;

  /** When the wait is over, by {@link System#nanoTime}. */
  private final AtomicLong deadline = new AtomicLong(NEVER);

  private volatile @Nullable Thread waiting;
  private boolean begun;
  private long start;
  private long bytes;

  SlowClientTimer(Duration timeout) {
    this.timeout = timeout.toNanos();
  }

  /**
   * Frees the connection's thread if it has waited for too long: an interrupt closes what it waits
   * at, also where a close would have to wait for it.
   */
  void checkExpired() {
    long end = deadline.get();
    Thread thread = waiting;
    if (end == NEVER || end == EXPIRED || System.nanoTime() - end <= 0 || thread == null) {
      return;
    }
    if (deadline.compareAndSet(end, EXPIRED)) {
      thread.interrupt();
      LOG.log(DEBUG, "a client keeps the gateway waiting for too long, and is given up");
    }
  }

  /** The request has been read to its end; the next may take its time. */
  void requestEnded() {
    begun = false;
  }

  /** Reads the client's bytes by this clock. */
  Supplier<byte @Nullable []> reading(Supplier<byte @Nullable []> source) {
    return () -> {
      if (begun) {
        begin(start + timeout + bytes * 1_000_000_000 / BYTES_PER_SECOND);
      }
      byte @Nullable [] read = source.get();
      end();
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

  /** Writes to the client by this clock. */
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
    begin(System.nanoTime() + timeout);
    write.run();
    end();
  }

  private void begin(long end) {
    waiting = Thread.currentThread();
    deadline.set(end);
  }

  private void end() {
    if (deadline.getAndSet(NEVER) == EXPIRED) {
      throw new CloseConnectionException("the client kept the gateway waiting for too long");
    }
  }
}
