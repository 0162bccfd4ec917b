package io.github.langfast2api.http.connection;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.github.langfast2api.http.connection.SlowClientTimer.Wait;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.TlsSocket;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A connection that an {@link HttpListener} has accepted, and its virtual thread: TLS handshake,
 * requests, close. Safe for any thread.
 */
final class AcceptedConnection {

  private static final System.Logger LOG = System.getLogger(AcceptedConnection.class.getName());
  private static final String ALPN_HTTP_1_1 = "http/1.1";
  private static final Limit UNLIMITED = FixedLimit.create();

  private final SocketChannel channel;
  private final Server server;
  private final OpenConnections connections;
  private final SlowClientTimer timer;
  private final Thread thread;
  private volatile Optional<ClientConnection> served = Optional.empty();

  /**
   * What serves the connections of a listener.
   *
   * @param id of the listener in Helidon's log
   */
  record Server(
      ServedListener context,
      Router router,
      ClientConnectionSelector selector,
      Optional<Supplier<SSLContext>> tls,
      String id) {}

  AcceptedConnection(SocketChannel channel, Server server, OpenConnections connections) {
    this.channel = channel;
    this.server = server;
    this.connections = connections;
    this.timer = server.selector.timer();
    this.thread = Thread.ofVirtual().name("http-connection").unstarted(this::run);
    timer.beginWith(thread);
  }

  /** Starts the thread, which closes the channel in the end. */
  void start() throws IOException {
    if (!connections.add(this)) {
      channel.close();
      return;
    }
    boolean started = false;
    try {
      thread.start();
      started = true;
    } finally {
      if (!started) {
        connections.remove(this);
      }
    }
  }

  /** The wait for the client that the thread is in. */
  Optional<Wait> currentWait() {
    return timer.currentWait();
  }

  /** Closes the connection unless the wait has ended; returns whether it does. */
  boolean expire(Wait wait) {
    return timer.expire(wait);
  }

  /** Ends the connection at once if it has no request, or after its request. */
  void end() {
    served.ifPresentOrElse(connection -> connection.close(false), thread::interrupt);
  }

  /** Interrupts the thread, whatever it does. */
  void interrupt() {
    thread.interrupt();
  }

  private void run() {
    try (channel) {
      serve();
    } catch (CloseConnectionException e) {
      LOG.log(DEBUG, "a connection is closed: {0}", e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      LOG.log(DEBUG, "a connection is broken: {0}", e.getMessage());
    } catch (InterruptedException e) {
      LOG.log(DEBUG, "a connection is interrupted");
    } catch (RuntimeException e) {
      LOG.log(WARNING, "a connection is closed by a bug", e);
    } finally {
      connections.remove(this);
    }
  }

  private void serve() throws IOException, InterruptedException {
    HelidonSocket socket = connect();
    ClientConnection connection =
        server.selector.connection(
            new AcceptedContext(server.context, server.router, socket), timer);
    served = Optional.of(connection);
    try {
      connection.handle(UNLIMITED);
    } finally {
      close(socket);
    }
  }

  private HelidonSocket connect() throws IOException {
    String id = "0x" + Integer.toHexString(System.identityHashCode(channel));
    if (server.tls.isEmpty()) {
      return new PlaintextSocket(channel.socket(), id, server.id, server.selector.sharedWrites());
    }
    SSLSocket socket =
        (SSLSocket)
            server.tls.get().get().getSocketFactory().createSocket(channel.socket(), null, false);
    socket.setHandshakeApplicationProtocolSelector(
        (handshake, offered) -> offered.contains(ALPN_HTTP_1_1) ? ALPN_HTTP_1_1 : null);
    timed(socket::startHandshake);
    return TlsSocket.server(socket, id, server.id);
  }

  /** TLS says goodbye, for which the client has to read. */
  private void close(HelidonSocket socket) {
    try {
      timed(socket::close);
    } catch (UncheckedIOException e) {
      LOG.log(DEBUG, "a connection cannot be closed in order: {0}", e.getMessage());
    }
  }

  private <E extends Exception> void timed(SlowClientTimer.Handshake<E> handshake) throws E {
    server.selector.watch(timer);
    try {
      timer.handshake(handshake);
    } finally {
      server.selector.unwatch(timer);
    }
  }
}
