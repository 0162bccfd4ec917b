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
 * A connection of a {@link ConnectionPool} with a disconnect detector: a thread that reads an idle
 * connection, since only a read notices its end. A blocked read cannot be cancelled, so when the
 * next call begins meanwhile, the detector's read returns the first bytes of its response.
 */
final class PooledConnection {

  private final TcpClientConnection connection;
  private final Consumer<PooledConnection> onDisconnect;
  private final DataReader reader = DataReader.create(this::next);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean idle;
  private boolean detecting;
  private boolean received;
  private byte @Nullable [] receivedBytes;

  /**
   * @param onDisconnect is called when the connection ends, or receives bytes, while it is idle
   */
  PooledConnection(TcpClientConnection connection, Consumer<PooledConnection> onDisconnect) {
    this.connection = connection;
    this.onDisconnect = onDisconnect;
  }

  /** Reads responses. */
  DataReader reader() {
    return reader;
  }

  /** Writes requests. */
  DataWriter writer() {
    return connection.writer();
  }

  /** The connection itself, for its properties. */
  ClientConnection connection() {
    return connection;
  }

  /** Marks the connection as busy; returns whether it can be used, having received nothing. */
  boolean markBusy() {
    lock.lock();
    try {
      idle = false;
      return !received;
    } finally {
      lock.unlock();
    }
  }

  /** Marks the connection as idle. */
  void markIdle() {
    lock.lock();
    try {
      idle = true;
    } finally {
      lock.unlock();
    }
  }

  /** Starts the disconnect detector, if the connection is idle and has none. Does not block. */
  void detectDisconnect() {
    lock.lock();
    try {
      if (idle && !detecting && !received) {
        detecting = true;
        var unused = Thread.ofVirtual().name("langfast-disconnect-detector").start(this::detect);
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    connection.closeResource();
  }

  private void detect() {
    byte @Nullable [] bytes = read();
    boolean wasIdle;
    lock.lock();
    try {
      detecting = false;
      received = true;
      receivedBytes = bytes;
      wasIdle = idle;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (wasIdle) {
      // Disconnected, or a response without a request: it cannot be used again.
      onDisconnect.accept(this);
    }
  }

  private byte @Nullable [] next() {
    lock.lock();
    try {
      while (detecting) {
        changed.await();
      }
      if (received) {
        received = false;
        return receivedBytes;
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
      // A reset ends the connection as well.
      return null;
    }
  }
}
