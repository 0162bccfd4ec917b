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
 * What a client sends. While its request is answered a lookout of its own thread reads on, since
 * the end of a connection shows only to who reads; bytes that come instead, a request sent ahead or
 * the next one, are kept in order for the connection's thread, which asks here for whatever it
 * reads.
 *
 * <p>A blocked read cannot be called off without closing the socket. So an answer's end leaves the
 * lookout where it is: the connection's thread waits for it to bring the next request, and the
 * connection can be used on.
 */
public final class ReadAhead implements Supplier<byte @Nullable []> {

  /** As much as is kept for a client that talks on: then it has to wait, and is not watched. */
  private static final int ROOM = 64 * 1024;

  /** How long a client may be quiet, and how long it may talk, that is only listened to. */
  private static final Duration QUIET = Duration.ofMillis(250);

  private static final Duration ENOUGH = Duration.ofSeconds(10);

  private final Supplier<byte @Nullable []> source;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<byte[]> kept = new ArrayDeque<>();
  private int size;
  private boolean reading;
  private boolean ended;
  private boolean unread;
  private boolean ignoring;
  private @Nullable Thread watcher;

  /**
   * @param source blocks for the next bytes; null, or an exception, at the end
   */
  ReadAhead(Supplier<byte @Nullable []> source) {
    this.source = source;
  }

  /** The next bytes, or null at the end. For the connection's thread alone. */
  @Override
  public byte @Nullable [] get() {
    lock.lock();
    try {
      while (kept.isEmpty() && reading) {
        changed.await();
      }
      if (!kept.isEmpty() || ended) {
        return taken();
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
   * From now on the calling thread is interrupted when the client leaves, or at once if it has
   * left. The connection's thread calls this when it has read its request.
   */
  void watch() {
    lock.lock();
    try {
      watcher = Thread.currentThread();
      if (ended) {
        watcher.interrupt();
      } else if (size < ROOM) {
        startLookout();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The calling thread is not interrupted any more.
   *
   * @return whether the client has left
   */
  boolean unwatch() {
    lock.lock();
    try {
      watcher = null;
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /** Notes that the last request was answered and not read to its end. */
  public void leaveRest() {
    unread = true;
  }

  /**
   * Listens to what is left of a request that was not read to its end, until the client ends or is
   * quiet. To close a connection on a client that talks is to reset it, and that takes away the
   * answer which the client has not come to read. For the connection's thread, as its last call.
   */
  void lingeringClose() throws InterruptedException {
    lock.lock();
    try {
      long start = System.nanoTime();
      ignoring = unread;
      boolean heard = ignoring && !ended;
      if (heard) {
        startLookout();
      }
      while (heard && reading && System.nanoTime() - start < ENOUGH.toNanos()) {
        heard = changed.await(QUIET.toMillis(), TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  private void startLookout() {
    if (!reading) {
      reading = true;
      Thread.ofVirtual().name("client-lookout").start(this::lookOut);
    }
  }

  private void lookOut() {
    boolean more = true;
    while (more) {
      byte @Nullable [] bytes = bytes();
      lock.lock();
      try {
        more = keep(bytes);
        reading = more;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Whether to read on. */
  private boolean keep(byte @Nullable [] bytes) {
    if (bytes == null) {
      ended = true;
      if (watcher != null) {
        watcher.interrupt();
      }
      return false;
    }
    if (ignoring) {
      return true;
    }
    kept.add(bytes);
    size += bytes.length;
    return watcher != null && size < ROOM;
  }

  private byte @Nullable [] taken() {
    byte @Nullable [] bytes = kept.poll();
    if (bytes != null) {
      size -= bytes.length;
    }
    return bytes;
  }

  private byte @Nullable [] bytes() {
    try {
      return source.get();
    } catch (RuntimeException e) {
      // A reset is as good an end as any: who writes will hear of it.
      return null;
    }
  }
}
