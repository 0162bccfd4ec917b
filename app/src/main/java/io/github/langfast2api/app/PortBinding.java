package io.github.langfast2api.app;

import io.github.langfast2api.app.config.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Binding to a host and port, with an error message for the operator if it fails. */
final class PortBinding {

  private PortBinding() {}

  /** What binds to the port. */
  @FunctionalInterface
  interface Start {

    void run() throws IOException;
  }

  /**
   * The address of a host.
   *
   * @throws ConfigurationException if it has none
   */
  static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ConfigurationException(
          "HOST is \"%s\": no address of that name is known.".formatted(host), e);
    }
  }

  /**
   * Starts a server.
   *
   * @param port 0 for any free port
   * @throws ConfigurationException if it cannot listen there
   */
  static void start(InetAddress address, int port, Start start) {
    try {
      start.run();
    } catch (IOException e) {
      throw new ConfigurationException(
          "It cannot listen on %s, port %d: %s. HOST and PORT say where."
              .formatted(address.getHostAddress(), port, e.getMessage()),
          e);
    }
  }
}
