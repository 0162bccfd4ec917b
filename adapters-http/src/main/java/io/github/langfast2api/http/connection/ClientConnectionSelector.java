package io.github.langfast2api.http.connection;

import io.github.langfast2api.ports.time.TimeoutSweeper;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;

/**
 * The connection selector of HTTP/1.1: makes every connection a {@link ClientConnection}. It is
 * meant to be the only selector of its server. Helidon then selects it without reading a byte, so
 * that also what is not HTTP reaches the connection, and is answered with an error.
 */
public final class ClientConnectionSelector implements ServerConnectionSelector {

  private final ServerConnectionSelector http =
      Http1ConnectionSelector.builder().config(Http1Config.create()).build();

  private final TimeoutSweeper<SlowClientTimer> timers =
      new TimeoutSweeper<>(SlowClientTimer::checkExpired);

  private final SharedWrites sharedWrites = new SharedWrites();
  private final Duration timeout;

  /**
   * A selector for one server.
   *
   * @param timeout how long to wait for the rest of a request that a client has begun to send, or
   *     for a client to read its response
   */
  public ClientConnectionSelector(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return connection(context, timer());
  }

  /** A connection with a timer that was made before, such as for its TLS handshake. */
  ClientConnection connection(ConnectionContext context, SlowClientTimer timer) {
    ClientConnectionContext timed = new ClientConnectionContext(context, timer, sharedWrites);
    return new ClientConnection(
        http.connection(timed), timed.input(), timer, this, timed.sendBuffer());
  }

  /** Whether other threads may write to the connections. */
  SharedWrites sharedWrites() {
    return sharedWrites;
  }

  /** A timer for one connection. */
  SlowClientTimer timer() {
    return new SlowClientTimer(timeout);
  }

  /** Checks a timer from now on. */
  void watch(SlowClientTimer timer) {
    timers.add(timer);
  }

  /** Checks a timer no more. */
  void unwatch(SlowClientTimer timer) {
    timers.remove(timer);
  }
}
