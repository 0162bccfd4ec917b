package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.github.langfast2api.ports.time.TimeoutSweeper;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webclient.api.ClientConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pool of HTTP/1.1 connections to one server, last in, first out: what a burst of calls leaves
 * idle is closed by the server in the end. Safe for any thread.
 */
final class ConnectionPool implements AutoCloseable {

  /** The most idle connections; others are closed when they are released. */
  private static final int MAX_IDLE_CONNECTIONS = 16;

  private final UpstreamClient client;
  private final URI server;
  private final ConcurrentLinkedDeque<PooledConnection> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger idleCount = new AtomicInteger();
  private final TimeoutSweeper<PooledConnection> disconnectChecks =
      new TimeoutSweeper<>("langfast-idle-connections", PooledConnection::detectDisconnect);
  private volatile boolean closed;

  ConnectionPool(UpstreamClient client, URI server) {
    this.client = client;
    this.server = server;
  }

  /**
   * Acquires a connection for one call, connecting if none is idle. The call's response releases or
   * closes it; where there is no response, the caller closes it.
   *
   * @throws java.io.UncheckedIOException if the server cannot be reached
   */
  ClientConnection acquire() {
    for (PooledConnection pooled = idle.pollFirst(); pooled != null; pooled = idle.pollFirst()) {
      idleCount.decrementAndGet();
      disconnectChecks.remove(pooled);
      if (pooled.markBusy()) {
        return new Lease(pooled);
      }
      pooled.close();
    }
    return new Lease(new PooledConnection(client.connect(server), this::evict));
  }

  /** Closes idle connections now, and leased ones when they are released. */
  @Override
  public void close() {
    closed = true;
    for (PooledConnection pooled = idle.pollFirst(); pooled != null; pooled = idle.pollFirst()) {
      idleCount.decrementAndGet();
      disconnectChecks.remove(pooled);
      pooled.close();
    }
  }

  /** The number of idle connections. */
  int idleConnections() {
    return idleCount.get();
  }

  private void release(PooledConnection pooled) {
    boolean hasUnreadBytes = pooled.reader().available() > 0;
    if (idleCount.incrementAndGet() > MAX_IDLE_CONNECTIONS || hasUnreadBytes) {
      idleCount.decrementAndGet();
      pooled.close();
      return;
    }
    pooled.markIdle();
    idle.addFirst(pooled);
    disconnectChecks.add(pooled);
    if (closed) {
      close();
    }
  }

  private void evict(PooledConnection pooled) {
    disconnectChecks.remove(pooled);
    if (idle.remove(pooled)) {
      idleCount.decrementAndGet();
      pooled.close();
    }
  }

  /** A lease of a connection to one call, which can release or close it once. */
  private final class Lease implements ClientConnection {

    private final PooledConnection pooled;
    private final AtomicBoolean ended = new AtomicBoolean();

    Lease(PooledConnection pooled) {
      this.pooled = pooled;
    }

    @Override
    public DataReader reader() {
      return pooled.reader();
    }

    @Override
    public DataWriter writer() {
      return pooled.writer();
    }

    @Override
    public String channelId() {
      return pooled.connection().channelId();
    }

    @Override
    public HelidonSocket helidonSocket() {
      return pooled.connection().helidonSocket();
    }

    @Override
    public void readTimeout(Duration readTimeout) {
      // The timeout is the caller's: see CallDeadline.
    }

    @Override
    public void releaseResource() {
      if (ended.compareAndSet(false, true)) {
        release(pooled);
      }
    }

    @Override
    public void closeResource() {
      if (ended.compareAndSet(false, true)) {
        pooled.close();
      }
    }
  }
}
