package io.github.langfast2api.langfast;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webclient.api.ClientConnection;
import io.helidon.webclient.api.TcpClientConnection;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection that serves one call after the other. While it is idle for long a lookout of its own
 * thread reads it, since its end shows only to who reads. A blocked read cannot be called off, so
 * the next call leaves the lookout where it is, which then brings the first bytes of the answer.
 */
final class PooledConnection {

  private final TcpClientConnection connection;
  private final Consumer<PooledConnection> ended;
  private final DataReader reader = DataReader.create(this::next);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean idle;
  private boolean looking;
  private boolean spoken;
  private byte @Nullable [] brought;

  /**
   * @param ended is told when the connection ends while it is idle
   */
  PooledConnection(TcpClientConnection connection, Consumer<PooledConnection> ended) {
    this.connection = connection;
    this.ended = ended;
  }

  /** What reads an answer. */
  DataReader reader() {
    return reader;
  }

  /** What writes a request. */
  DataWriter writer() {
    return connection.writer();
  }

  /** The connection itself, for what is not of bytes. */
  ClientConnection connection() {
    return connection;
  }

  /** A call begins, if the connection is still good for one. */
  boolean begin() {
    lock.lock();
    try {
      idle = false;
      return !spoken;
    } finally {
      lock.unlock();
    }
  }

  /** The call is over. */
  void rest() {
    lock.lock();
    try {
      idle = true;
    } finally {
      lock.unlock();
    }
  }

  /** Looks out for the connection's end, if it is idle. */
  void lookOut() {
    lock.lock();
    try {
      if (idle && !looking && !spoken) {
        looking = true;
        var unused = Thread.ofVirtual().name("langfast-lookout").start(this::look);
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    connection.closeResource();
  }

  private void look() {
    byte @Nullable [] bytes = read();
    boolean alone;
    lock.lock();
    try {
      looking = false;
      spoken = true;
      brought = bytes;
      alone = idle;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (alone) {
      // Its end, or an answer to no question: it is good for nothing any more.
      ended.accept(this);
    }
  }

  private byte @Nullable [] next() {
    lock.lock();
    try {
      while (looking) {
        changed.await();
      }
      if (spoken) {
        spoken = false;
        return brought;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted while reading"));
    } finally {
      lock.unlock();
    }
    return connection.helidonSocket().get();
  }

  private byte @Nullable [] read() {
    try {
      return connection.helidonSocket().get();
    } catch (RuntimeException e) {
      // A reset is as good an end as any.
      return null;
    }
  }
}
