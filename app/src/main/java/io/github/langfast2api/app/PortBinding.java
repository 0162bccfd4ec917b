package io.github.langfast2api.app;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Starts a server where it is to listen, or says why it cannot. */
final class Listening {

  private Listening() {}

  /**
   * Starts the server.
   *
   * @param port 0 for one that is free
   * @throws ConfigurationException if it cannot listen there
   */
  static WebServer start(WebServerConfig.Builder server, String host, int port) {
    InetAddress address = address(host);
    tryToListen(address, port);
    WebServer started = server.address(address).port(port).build().start();
    if (!started.isRunning() || started.port() < 0) {
      throw notListening(address, port, "it was taken at this moment");
    }
    return started;
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ConfigurationException(
          "HOST is \"%s\": no address of that name is known.".formatted(host), e);
    }
  }

  /** The server itself would log that it failed, and be there all the same. */
  private static void tryToListen(InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw notListening(address, port, String.valueOf(e.getMessage()));
    }
  }

  private static ConfigurationException notListening(InetAddress address, int port, String why) {
    return new ConfigurationException(
        "It cannot listen on %s, port %d: %s. HOST and PORT say where."
            .formatted(address.getHostAddress(), port, why));
  }
}
