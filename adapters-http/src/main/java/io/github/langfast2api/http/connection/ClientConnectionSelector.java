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
 * Makes every connection a {@link ClientConnection} of HTTP/1.1. It is meant to be the only
 * selector of its server: the server then asks it at once, for bytes that are no HTTP too, and the
 * connection answers those with an error.
 */
public final class ClientConnectionSelector implements ServerConnectionSelector {

  private final ServerConnectionSelector http =
      Http1ConnectionSelector.builder().config(Http1Config.create()).build();

  private final TimeoutSweeper<SlowClientTimer> timers =
      new TimeoutSweeper<>("http-slow-clients", SlowClientTimer::checkExpired);

  private final Duration timeout;

  /**
   * A selector for one server.
   *
   * @param timeout how long a connection waits for a client that has begun to send, or is to take
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
    SlowClientTimer timer = new SlowClientTimer(timeout);
    ClientConnectionContext watched = new ClientConnectionContext(context, timer);
    timers.add(timer);
    return new ClientConnection(http.connection(watched), watched.readAhead(), timer, timers);
  }
}
