package io.github.langfast2api.http.connection;

import io.helidon.webserver.ServerConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The input of a client's connection, with disconnect detection. The end of a connection shows only
 * to a thread that reads from it. So while a request is answered a thread of its own reads ahead:
 * the end of the input interrupts the thread that answers, and bytes that come instead, of the next
 * request, are buffered in order.
 *
 * <p>A blocked read cannot be cancelled without closing the socket. The read-ahead thread therefore
 * stays in its read when the answer is complete, and the connection's thread takes the bytes that
 * it brings. Once the buffer is empty and that thread has ended, the connection's thread reads by
 * itself.
 *
 * <p>All methods are for the connection's thread, which also serves its requests.
 */
final class ClientInput implements Supplier<byte @Nullable []> {

  /** At this many buffered bytes read-ahead stops, and disconnect detection with it. */
  private static final int READ_AHEAD_MAX_BYTES = 64 * 1024;

  /** How long a lingering close waits for more input; nginx's {@code lingering_timeout}. */
  private static final Duration LINGER_IDLE_TIMEOUT = Duration.ofMillis(250);

  /** How long a lingering close takes at most; nginx's {@code lingering_time}. */
  private static final Duration LINGER_MAX_TIME = Duration.ofSeconds(10);

  /**
   * How much a lingering close discards at most: twice the largest body by default. A client that
   * sends more without reading is reset.
   */
  private static final long LINGER_MAX_BYTES = 64 * 1024 * 1024;

  private final Supplier<byte @Nullable []> source;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<byte[]> buffer = new ArrayDeque<>();
  private int bufferedBytes;
  private boolean readingAhead;
  private boolean ended;
  private boolean requestLeftUnread;
  private boolean discarding;
  private long discardedBytes;
  private @Nullable Thread interruptedAtEnd;

  /**
   * The input of a connection.
   *
   * @param source blocks until there are bytes; null, or an exception, at the end
   */
  ClientInput(Supplier<byte @Nullable []> source) {
    this.source = source;
  }

  /**
   * Waits for the next bytes.
   *
   * @return at least one byte, or null at the end
   * @throws ServerConnectionException if the thread is interrupted, which stays interrupted
   */
  @Override
  public byte @Nullable [] get() {
    lock.lock();
    try {
      while (buffer.isEmpty() && readingAhead) {
        changed.await();
      }
      if (!buffer.isEmpty() || ended) {
        return pollBuffer();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerConnectionException("interrupted while waiting for the client", e);
    } finally {
      lock.unlock();
    }
    return source.get();
  }

  /**
   * Starts disconnect detection: from now on the calling thread is interrupted when the client
   * disconnects, or at once if it has. The current request must have been read to its end.
   */
  void startDisconnectDetection() {
    lock.lock();
    try {
      interruptedAtEnd = Thread.currentThread();
      if (ended) {
        interruptedAtEnd.interrupt();
      } else if (bufferedBytes < READ_AHEAD_MAX_BYTES) {
        startReadAhead();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Stops disconnect detection: the calling thread is not interrupted any more.
   *
   * @return whether the client has disconnected
   */
  boolean stopDisconnectDetection() {
    lock.lock();
    try {
      interruptedAtEnd = null;
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /** Notes that the last request was answered without being read to its end. */
  void requestLeftUnread() {
    requestLeftUnread = true;
  }

  /**
   * Reads and discards the rest of a request that was left unread, until the client ends its input
   * or pauses, or has sent too much. Closing a connection with unread input resets it, and the
   * reset may destroy the response before the client has read it (RFC 9112, section 9.6). Does
   * nothing if the request was read. The last call.
   */
  void lingeringClose() throws InterruptedException {
    lock.lock();
    try {
      long start = System.nanoTime();
      discarding = requestLeftUnread;
      boolean receiving = discarding && !ended;
      if (receiving) {
        startReadAhead();
      }
      while (receiving && readingAhead && System.nanoTime() - start < LINGER_MAX_TIME.toNanos()) {
        receiving = changed.await(LINGER_IDLE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  private void startReadAhead() {
    if (!readingAhead) {
      readingAhead = true;
      Thread.ofVirtual().name("http-read-ahead").start(this::readAhead);
    }
  }

  private void readAhead() {
    boolean more = true;
    while (more) {
      byte @Nullable [] bytes = readSource();
      lock.lock();
      try {
        more = accept(bytes);
        readingAhead = more;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Takes what was read ahead, and tells whether to read on. */
  private boolean accept(byte @Nullable [] bytes) {
    if (bytes == null) {
      ended = true;
      if (interruptedAtEnd != null) {
        interruptedAtEnd.interrupt();
      }
      return false;
    }
    if (discarding) {
      discardedBytes += bytes.length;
      return discardedBytes < LINGER_MAX_BYTES;
    }
    buffer.add(bytes);
    bufferedBytes += bytes.length;
    return interruptedAtEnd != null && bufferedBytes < READ_AHEAD_MAX_BYTES;
  }

  private byte @Nullable [] pollBuffer() {
    byte @Nullable [] bytes = buffer.poll();
    if (bytes != null) {
      bufferedBytes -= bytes.length;
    }
    return bytes;
  }

  private byte @Nullable [] readSource() {
    try {
      return source.get();
    } catch (RuntimeException e) {
      // A reset connection has ended, too: writing to it fails with the reason.
      return null;
    }
  }
}
