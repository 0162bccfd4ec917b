package io.github.langfast2api.http.connection;

import static java.lang.System.Logger.Level.DEBUG;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The timer of one connection for slow clients. It runs while the connection's thread waits for the
 * next request, for the rest of one that the client has begun to send, with more time for longer
 * requests, or for the client to read its response. For the connection's thread, except {@link
 * #currentWait}, {@link #expire}, {@link #checkExpired} and {@link #beginWith}; another thread may
 * write in its place, while it waits for nothing else.
 */
final class SlowClientTimer {

  private static final System.Logger LOG = System.getLogger(SlowClientTimer.class.getName());

  /** The rate above which a client may go on sending a request after the timeout. */
  private static final long MIN_BYTES_PER_SECOND = 16 * 1024;

  /** How long a write may take of a thread that serves other connections: it is not to wait. */
  private static final Duration SHARED_WRITE_TIMEOUT = Duration.ofMillis(100);

  /** How long a connection may be without a request. */
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);

  /**
   * What a connection's thread waits for; its client is the less likely to be there, the earlier.
   */
  enum Awaited {
    /** The next request, of which nothing has come. */
    REQUEST,
    /** Its own start: nobody has looked yet whether a request has come. */
    START,
    /** The rest of a request, or of a TLS handshake. */
    REST,
    /** That the client reads. */
    READER
  }

  /**
   * A wait of the connection's thread, or of one that writes in its place.
   *
   * @param end ends it: interrupts the connection's thread, which closes the socket that this waits
   *     at, or closes the connection where another thread waits
   * @param since its beginning by {@link System#nanoTime}; for the rest of a request, the beginning
   *     of the first wait for it
   * @param deadline likewise its end
   * @param over whether what was waited for has come, or the wait has expired: whichever is first
   */
  record Wait(Runnable end, Awaited awaited, long since, long deadline, AtomicBoolean over) {

    Wait(Runnable end, Awaited awaited, long since, long nanos) {
      this(end, awaited, since, since + nanos, new AtomicBoolean());
    }
  }

  private final long timeoutNanos;

  private volatile Optional<Wait> current = Optional.empty();

  /** What {@link #checkExpired} has found last. */
  private Optional<Wait> overdue = Optional.empty();

  private @Nullable Thread thread;
  private long request;
  private long requestStart;
  private long requestBytes;

  SlowClientTimer(Duration timeout) {
    this.timeoutNanos = timeout.toNanos();
  }

  /** The wait in progress. For any thread. */
  Optional<Wait> currentWait() {
    return current;
  }

  /**
   * Expires the wait in progress if its deadline had passed at the last check, too: after a
   * standstill of the process its thread is to see first what has come meanwhile. For one thread at
   * a time.
   */
  void checkExpired() {
    Optional<Wait> before = overdue;
    overdue = current.filter(now -> System.nanoTime() - now.deadline > 0);
    if (overdue.isPresent() && before.isPresent() && overdue.get().since == before.get().since) {
      boolean unused = expire(overdue.get());
    }
  }

  /**
   * Ends a wait, and with it the connection, unless it has ended by itself. The connection's thread
   * is interrupted: closing the socket instead would block behind a write of TLS. For any thread.
   *
   * @return whether the connection ends by this call
   */
  boolean expire(Wait wait) {
    if (!wait.over.compareAndSet(false, true)) {
      return false;
    }
    wait.end.run();
    LOG.log(DEBUG, "a connection is closed that has waited for its client: {0}", wait.awaited);
    return true;
  }

  /**
   * Waits for the client's next bytes.
   *
   * @param source blocks for them; null at the end
   * @param requests how many requests the client has begun to send
   * @param complete whether all of them have come to their end
   * @throws CloseConnectionException if the wait has expired
   */
  byte @Nullable [] read(Supplier<byte @Nullable []> source, long requests, boolean complete) {
    long now = System.nanoTime();
    thread = Thread.currentThread();
    if (complete) {
      begin(Awaited.REQUEST, now, IDLE_TIMEOUT.toNanos());
    } else {
      if (requests != request) {
        request = requests;
        requestStart = now;
        requestBytes = 0;
      }
      long moreTime = requestBytes * 1_000_000_000 / MIN_BYTES_PER_SECOND;
      begin(Awaited.REST, requestStart, timeoutNanos + moreTime);
    }
    byte @Nullable [] read = source.get();
    end();
    requestBytes += read == null ? 0 : read.length;
    return read;
  }

  /** Runs a TLS handshake, or the end of a TLS connection, which wait for the client. */
  <E extends Exception> void handshake(Handshake<E> handshake) throws E {
    begin(Awaited.REST, System.nanoTime(), timeoutNanos);
    handshake.run();
    end();
  }

  /** What waits for the client and may fail. */
  @FunctionalInterface
  interface Handshake<E extends Exception> {

    void run() throws E;
  }

  /**
   * A writer to the client whose writes are timed.
   *
   * @param close closes the connection; neither blocks nor throws
   * @param shared the writes of other threads than the connection's
   */
  DataWriter timeWrites(DataWriter writer, Runnable close, SharedWrites shared) {
    return new DataWriter() {
      @Override
      public void write(BufferData... buffers) {
        timed(() -> writer.write(buffers), close, shared);
      }

      @Override
      public void write(BufferData buffer) {
        timed(() -> writer.write(buffer), close, shared);
      }

      @Override
      public void writeNow(BufferData... buffers) {
        timed(() -> writer.writeNow(buffers), close, shared);
      }

      @Override
      public void writeNow(BufferData buffer) {
        timed(() -> writer.writeNow(buffer), close, shared);
      }

      @Override
      public void flush() {
        timed(writer::flush, close, shared);
      }

      @Override
      public void close() {
        writer.close();
      }
    };
  }

  private void timed(Runnable write, Runnable close, SharedWrites shared) {
    long now = System.nanoTime();
    try {
      if (Thread.currentThread() == thread) {
        begin(Awaited.READER, now, timeoutNanos);
        write.run();
      } else {
        begin(close, Awaited.READER, now, SHARED_WRITE_TIMEOUT.toNanos());
        shared.make(write);
      }
    } catch (RuntimeException | Error e) {
      boolean unused = endedByTimeout();
      throw e;
    }
    end();
  }

  /** Begins the wait for the start of the connection's thread. */
  void beginWith(Thread starting) {
    current =
        Optional.of(new Wait(starting::interrupt, Awaited.START, System.nanoTime(), timeoutNanos));
  }

  private void begin(Awaited awaited, long since, long nanos) {
    begin(Thread.currentThread()::interrupt, awaited, since, nanos);
  }

  private void begin(Runnable end, Awaited awaited, long since, long nanos) {
    end();
    current = Optional.of(new Wait(end, awaited, since, nanos));
  }

  private void end() {
    if (endedByTimeout()) {
      throw new CloseConnectionException("the client is too slow");
    }
  }

  /** Ends the wait in progress; returns whether it has expired. */
  private boolean endedByTimeout() {
    boolean expired = current.map(wait -> !wait.over.compareAndSet(false, true)).orElse(false);
    current = Optional.empty();
    return expired;
  }
}
