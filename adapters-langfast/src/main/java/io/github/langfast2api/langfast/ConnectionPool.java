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
 * Connections to one server, each of which serves one call after the other. The one that was used
 * last is used first, so that a burst's others end by themselves when their server has enough.
 */
final class ConnectionPool implements AutoCloseable {

  /** A burst of calls leaves no more than these open. */
  private static final int MOST = 16;

  private final UpstreamClient client;
  private final URI server;
  private final ConcurrentLinkedDeque<PooledConnection> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger size = new AtomicInteger();
  private final TimeoutSweeper<PooledConnection> lookouts =
      new TimeoutSweeper<>("langfast-connections", PooledConnection::lookOut);
  private volatile boolean closed;

  ConnectionPool(UpstreamClient client, URI server) {
    this.client = client;
    this.server = server;
  }

  /**
   * A connection for one call, which the call's response releases or closes. Where there is no
   * response, the caller closes it.
   *
   * @throws java.io.UncheckedIOException if the server cannot be reached
   */
  ClientConnection take() {
    for (PooledConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      size.decrementAndGet();
      lookouts.remove(kept);
      if (kept.begin()) {
        return new Lease(kept);
      }
      kept.close();
    }
    return new Lease(new PooledConnection(client.connect(server), this::drop));
  }

  /** Closes those that are idle; those in use are closed when they are given back. */
  @Override
  public void close() {
    closed = true;
    for (PooledConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      size.decrementAndGet();
      lookouts.remove(kept);
      kept.close();
    }
  }

  /** How many are idle. */
  int size() {
    return size.get();
  }

  private void giveBack(PooledConnection kept) {
    boolean spokeUnasked = kept.reader().available() > 0;
    if (size.incrementAndGet() > MOST || spokeUnasked) {
      size.decrementAndGet();
      kept.close();
      return;
    }
    kept.rest();
    idle.addFirst(kept);
    lookouts.add(kept);
    if (closed) {
      close();
    }
  }

  private void drop(PooledConnection kept) {
    lookouts.remove(kept);
    if (idle.remove(kept)) {
      size.decrementAndGet();
      kept.close();
    }
  }

  /** A connection in the hands of one call, which has no say in it any more once it let go. */
  private final class Lease implements ClientConnection {

    private final PooledConnection kept;
    private final AtomicBoolean over = new AtomicBoolean();

    Lease(PooledConnection kept) {
      this.kept = kept;
    }

    @Override
    public DataReader reader() {
      return kept.reader();
    }

    @Override
    public DataWriter writer() {
      return kept.writer();
    }

    @Override
    public String channelId() {
      return kept.connection().channelId();
    }

    @Override
    public HelidonSocket helidonSocket() {
      return kept.connection().helidonSocket();
    }

    @Override
    public void readTimeout(Duration readTimeout) {
      // Who calls bounds the call.
    }

    @Override
    public void releaseResource() {
      if (over.compareAndSet(false, true)) {
        giveBack(kept);
      }
    }

    @Override
    public void closeResource() {
      if (over.compareAndSet(false, true)) {
        kept.close();
      }
    }
  }
}
