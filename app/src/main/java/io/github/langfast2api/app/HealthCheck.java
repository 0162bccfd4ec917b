package io.github.langfast2api.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks the gateway on this machine whether it is well, for images that have no program to ask with.
 * It uses a bare socket and nothing else, so that its JVM is there for a twentieth of a second.
 */
public final class HealthCheck {

  private static final int TIMEOUT_MILLIS = 3000;
  private static final String WELL = "HTTP/1.1 200 ";

  private HealthCheck() {}

  /**
   * Ends with 0 if it is well, else with 1.
   *
   * @param args the port, the path to ask for and, if it serves TLS, "https"
   */
  public static void main(String[] args) {
    boolean tls = args.length > 2 && args[2].equals("https");
    System.exit(isWell(Integer.parseInt(args[0]), args[1], tls) ? 0 : 1);
  }

  /** Whether the gateway on this port answers 200 at this path. */
  static boolean isWell(int port, String path, boolean tls) {
    try (Socket socket = tls ? Trusting.socket() : new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      InetAddress here = InetAddress.getLoopbackAddress();
      socket.connect(new InetSocketAddress(here, port), TIMEOUT_MILLIS);
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      byte[] start = socket.getInputStream().readNBytes(WELL.length());
      return new String(start, US_ASCII).equals(WELL);
    } catch (IOException e) {
      return false;
    }
  }
}
