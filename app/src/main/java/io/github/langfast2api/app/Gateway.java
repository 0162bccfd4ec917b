package io.github.langfast2api.app;

import io.helidon.webserver.WebServer;
import java.util.List;

/** The running gateway. */
final class Gateway implements AutoCloseable {

  private final WebServer server;
  private final Runnable farewell;
  private final List<AutoCloseable> parts;

  /**
   * @param farewell tells clients that wait for an answer that there will be none
   * @param parts what else to close, in this order, once the server has stopped
   */
  Gateway(WebServer server, Runnable farewell, List<AutoCloseable> parts) {
    this.server = server;
    this.farewell = farewell;
    this.parts = List.copyOf(parts);
  }

  /** The port on which it listens. */
  int port() {
    return server.port();
  }

  /** Stops the server, then what stands behind it. */
  @Override
  public void close() {
    farewell.run();
    server.stop();
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("a part of the gateway cannot be closed", e);
      }
    }
  }
}
