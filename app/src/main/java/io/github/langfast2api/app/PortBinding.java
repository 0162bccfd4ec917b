package io.github.langfast2api.app;

import io.github.langfast2api.app.config.ConfigurationException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Starts a web server on a host and port, with an error message for the operator if it cannot. */
final class PortBinding {

  private PortBinding() {}

  /**
   * Starts the server.
   *
   * @param port 0 for any free port
   * @throws ConfigurationException if it cannot listen there
   */
  static WebServer start(WebServerConfig.Builder server, String host, int port) {
    InetAddress address = resolve(host);
    checkPortIsFree(address, port);
    WebServer started = server.address(address).port(port).build().start();
    if (!started.isRunning() || started.port() < 0) {
      throw cannotListen(address, port, "it was taken at this moment");
    }
    return started;
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ConfigurationException(
          "HOST is \"%s\": no address of that name is known.".formatted(host), e);
    }
  }

  /** Helidon's server logs that it cannot bind, and does not throw. */
  private static void checkPortIsFree(InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw cannotListen(address, port, String.valueOf(e.getMessage()));
    }
  }

  private static ConfigurationException cannotListen(InetAddress address, int port, String why) {
    return new ConfigurationException(
        "It cannot listen on %s, port %d: %s. HOST and PORT say where."
            .formatted(address.getHostAddress(), port, why));
  }
}
