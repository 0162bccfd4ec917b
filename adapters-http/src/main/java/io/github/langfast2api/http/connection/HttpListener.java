package io.github.langfast2api.http.connection;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.helidon.common.context.Context;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Listens on a port and serves its connections by Helidon, each on a virtual thread of its own.
 * Helidon's own listener ends for good when a connection cannot be accepted, such as when the
 * process has used up its file descriptors, and does not bound the time of a TLS handshake. This
 * one closes a connection that waits for its client and tries again.
 *
 * <p>The number of connections is bounded. A client that connects beyond the bound gets the place
 * of the connection that has waited longest for its client, or waits until there is one.
 *
 * <p>Safe for any thread. It is started once and stopped once.
 */
public final class HttpListener {

  private static final System.Logger LOG = System.getLogger(HttpListener.class.getName());
  private static final int BACKLOG = 1024;
  private static final long RETRY_NANOS = Duration.ofMillis(100).toNanos();
  private static final long WARNING_INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  private final InetSocketAddress address;
  private final Optional<Supplier<SSLContext>> tls;
  private final OpenConnections connections;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopped = lock.newCondition();
  private volatile Optional<ServerSocketChannel> server = Optional.empty();
  private volatile int port = -1;
  private volatile boolean accepting;
  private volatile boolean stopping;
  private long lastWarningNanos = System.nanoTime() - WARNING_INTERVAL_NANOS;

  /**
   * A listener that does not listen yet.
   *
   * @param address to listen on
   * @param port 0 for any free port
   * @param maxConnections how many connections may be open
   * @param tls asked for each handshake; without it the listener serves plain HTTP
   */
  public HttpListener(
      InetAddress address, int port, int maxConnections, Optional<Supplier<SSLContext>> tls) {
    this.address = new InetSocketAddress(address, port);
    this.connections = new OpenConnections(maxConnections);
    this.tls = tls;
  }

  /**
   * Starts to listen.
   *
   * @param config of limits and errors; its address, port and TLS are not used
   * @param selector makes the connections
   * @throws IOException if the address and port cannot be bound to
   */
  public void start(
      ListenerConfig config, HttpRouting.Builder routing, ClientConnectionSelector selector)
      throws IOException {
    ServerSocketChannel channel = bound(address);
    server = Optional.of(channel);
    port = channel.socket().getLocalPort();
    accepting = true;
    Router router = Router.builder().addRouting(routing).build();
    router.beforeStart();
    ServedListener context =
        new ServedListener(
            config,
            Context.create(),
            MediaContext.create(),
            Executors.newVirtualThreadPerTaskExecutor());
    AcceptedConnection.Server served =
        new AcceptedConnection.Server(context, router, selector, tls, "listener-" + port);
    Thread.ofPlatform().name("http-listener-" + port).start(() -> acceptUntilStopped(served));
  }

  /** The port on which it listens, or has listened; -1 before its start. */
  public int port() {
    return port;
  }

  /** Whether clients can connect. */
  public boolean isListening() {
    return accepting && server.map(ServerSocketChannel::isOpen).orElse(false);
  }

  /**
   * Stops: clients cannot connect any more, connections without a request are closed at once and
   * others after their request. Blocks for that.
   *
   * @param grace how long to wait: then the threads of the others are interrupted
   */
  public void stop(Duration grace) {
    stopping = true;
    accepting = false;
    server.ifPresent(HttpListener::close);
    lock.lock();
    try {
      stopped.signalAll();
    } finally {
      lock.unlock();
    }
    connections.close(grace);
  }

  private static ServerSocketChannel bound(InetSocketAddress address) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return channel.bind(address, BACKLOG);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void acceptUntilStopped(AcceptedConnection.Server served) {
    while (!stopping) {
      try {
        accepting = true;
        accept(served);
      } catch (Throwable e) { // Whatever it is, the next connection is to be accepted.
        if (!stopping) {
          accepting = false;
          recover(e);
        }
      }
    }
  }

  private void accept(AcceptedConnection.Server served) throws IOException, InterruptedException {
    SocketChannel channel = server.orElseThrow().accept();
    boolean started = false;
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      connections.makeRoom();
      AcceptedConnection connection = new AcceptedConnection(channel, served, connections);
      connection.start();
      started = true;
    } finally {
      if (!started) {
        channel.close();
      }
    }
  }

  /** Frees a descriptor, and waits: most causes last. Must not fail, whatever memory is left. */
  private void recover(Throwable cause) {
    try {
      warn(cause);
      connections.closeLongestWaiting();
      awaitRetry();
      if (!stopping && !server.orElseThrow().isOpen()) {
        server = Optional.of(bound(new InetSocketAddress(address.getAddress(), port)));
      }
    } catch (Throwable e) {
      LOG.log(DEBUG, "the listener cannot recover yet", e);
    }
  }

  private void warn(Throwable cause) {
    long now = System.nanoTime();
    if (now - lastWarningNanos >= WARNING_INTERVAL_NANOS) {
      lastWarningNanos = now;
      LOG.log(WARNING, "clients cannot connect, which is tried again: {0}", cause.toString());
      LOG.log(DEBUG, "clients cannot connect since", cause);
    }
  }

  private void awaitRetry() throws InterruptedException {
    lock.lock();
    try {
      long nanos = RETRY_NANOS;
      while (!stopping && nanos > 0) {
        nanos = stopped.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void close(ServerSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(DEBUG, "the port cannot be closed", e);
    }
  }
}
