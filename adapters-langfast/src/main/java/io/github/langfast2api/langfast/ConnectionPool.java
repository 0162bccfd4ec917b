package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.RequestWriter;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.github.langfast2api.langfast.wire.UpstreamConnection;
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
 * idle is closed by the server in the end. A connection that its server has closed is not handed
 * out, since a request that fails on it cannot always be repeated. Safe for any thread.
 */
final class ConnectionPool implements AutoCloseable {

  /** The most idle connections; others are closed when they are released. */
  private static final int MAX_IDLE_CONNECTIONS = 64;

  private final UpstreamClient client;
  private final URI server;
  private final ConcurrentLinkedDeque<UpstreamConnection> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger idleCount = new AtomicInteger();
  private final TimeoutSweeper<UpstreamConnection> disconnectChecks =
      new TimeoutSweeper<>(this::closeIfDisconnected);
  private volatile boolean closed;

  ConnectionPool(UpstreamClient client, URI server) {
    this.client = client;
    this.server = server;
  }

  /**
   * Acquires a connection for one call, connecting if none is idle. The call's response releases or
   * closes it; where there is no response, the caller closes it.
   *
   * @throws io.github.langfast2api.langfast.wire.RequestNotSentException if the server cannot be
   *     reached
   */
  Lease acquire() {
    UpstreamConnection connection = idle.pollFirst();
    while (connection != null) {
      removed(connection);
      if (connection.isQuiet()) {
        return new Lease(connection);
      }
      connection.closeResource();
      connection = idle.pollFirst();
    }
    return new Lease(client.connect(server));
  }

  /** Closes idle connections now, and leased ones when they are released. */
  @Override
  public void close() {
    closed = true;
    UpstreamConnection connection = idle.pollFirst();
    while (connection != null) {
      removed(connection);
      connection.closeResource();
      connection = idle.pollFirst();
    }
  }

  /** The number of idle connections. */
  int idleConnections() {
    return idleCount.get();
  }

  private void release(UpstreamConnection connection) {
    if (idleCount.incrementAndGet() > MAX_IDLE_CONNECTIONS) {
      idleCount.decrementAndGet();
      connection.closeResource();
      return;
    }
    disconnectChecks.add(connection);
    idle.addFirst(connection);
    if (closed) {
      close();
    }
  }

  /** Checks a connection; it is out of the pool meanwhile, so that nobody else uses it. */
  private void closeIfDisconnected(UpstreamConnection connection) {
    if (!idle.remove(connection)) {
      return;
    }
    if (connection.isQuiet()) {
      idle.addLast(connection);
      if (closed) {
        close();
      }
    } else {
      removed(connection);
      connection.closeResource();
    }
  }

  private void removed(UpstreamConnection connection) {
    idleCount.decrementAndGet();
    disconnectChecks.remove(connection);
  }

  /** A lease of a connection to one call, which can release or close it once. */
  final class Lease implements ClientConnection {

    private final UpstreamConnection connection;
    private final RequestWriter writer;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Lease(UpstreamConnection connection) {
      this.connection = connection;
      this.writer = new RequestWriter(connection);
    }

    /** Whether the whole request was sent, so that the server may have processed it. */
    boolean isRequestSent() {
      return writer.isSent();
    }

    @Override
    public DataReader reader() {
      return connection.reader();
    }

    @Override
    public DataWriter writer() {
      return writer;
    }

    @Override
    public String channelId() {
      return connection.channelId();
    }

    @Override
    public HelidonSocket helidonSocket() {
      return connection.helidonSocket();
    }

    @Override
    public void readTimeout(Duration readTimeout) {
      // The timeout is the caller's: see CallDeadline.
    }

    @Override
    public void releaseResource() {
      if (!isRequestSent()) {
        closeResource();
      } else if (ended.compareAndSet(false, true)) {
        release(connection);
      }
    }

    @Override
    public void closeResource() {
      if (ended.compareAndSet(false, true)) {
        connection.closeResource();
      }
    }
  }
}
