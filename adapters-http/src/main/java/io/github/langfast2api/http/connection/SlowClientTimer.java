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
 * The timer of one connection for slow clients. It runs while the connection's thread waits for the
 * rest of a request that the client has begun to send, with more time for longer requests, or for
 * the client to read its response. It does not run between requests. For the connection's thread,
 * except {@link #checkExpired}.
 */
final class SlowClientTimer {

  private static final System.Logger LOG = System.getLogger(SlowClientTimer.class.getName());

  /** The rate above which a client may go on sending a request after the timeout. */
  private static final long MIN_BYTES_PER_SECOND = 16 * 1024;

  private static final long NOT_RUNNING = Long.MAX_VALUE;
  private static final long EXPIRED = Long.MIN_VALUE;

  private final long timeoutNanos;

  /** The value of {@link System#nanoTime} at which the timer expires, or one of the two above. */
  private final AtomicLong deadline = new AtomicLong(NOT_RUNNING);

  private volatile @Nullable Thread waiting;
  private boolean requestBegun;
  private long requestStart;
  private long requestBytes;

  SlowClientTimer(Duration timeout) {
    this.timeoutNanos = timeout.toNanos();
  }

  /**
   * Interrupts the connection's thread if the timer has expired, which closes the socket that it
   * waits at. Closing the socket instead would block behind a write of TLS. For any thread.
   */
  void checkExpired() {
    long end = deadline.get();
    Thread thread = waiting;
    if (end == NOT_RUNNING || end == EXPIRED || System.nanoTime() - end <= 0 || thread == null) {
      return;
    }
    if (deadline.compareAndSet(end, EXPIRED)) {
      thread.interrupt();
      LOG.log(DEBUG, "a connection is closed: its client is too slow");
    }
  }

  /** Notes that the request was read to its end: the timer does not run before the next begins. */
  void requestEnded() {
    requestBegun = false;
  }

  /** A source of the client's bytes whose reads are timed. */
  Supplier<byte @Nullable []> timeReads(Supplier<byte @Nullable []> source) {
    return () -> {
      if (requestBegun) {
        start(requestStart + timeoutNanos + requestBytes * 1_000_000_000 / MIN_BYTES_PER_SECOND);
      }
      byte @Nullable [] read = source.get();
      stop();
      if (read != null) {
        if (!requestBegun) {
          requestBegun = true;
          requestStart = System.nanoTime();
          requestBytes = 0;
        }
        requestBytes += read.length;
      }
      return read;
    };
  }

  /** A writer to the client whose writes are timed. */
  DataWriter timeWrites(DataWriter writer) {
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
    start(System.nanoTime() + timeoutNanos);
    write.run();
    stop();
  }

  private void start(long end) {
    waiting = Thread.currentThread();
    deadline.set(end);
  }

  private void stop() {
    if (deadline.getAndSet(NOT_RUNNING) == EXPIRED) {
      throw new CloseConnectionException("the client is too slow");
    }
  }
}
