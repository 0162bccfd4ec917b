package io.github.langfast2api.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A health check command for images without curl: asks the gateway on this machine for its health.
 * It uses a plain socket rather than an HTTP client, which makes its JVM end within some 50 ms.
 */
public final class HealthCheck {

  private static final int TIMEOUT_MILLIS = 3000;
  private static final String STATUS_OK = "HTTP/1.1 200 ";

  private HealthCheck() {}

  /**
   * Exits with 0 if the gateway answers with status 200, otherwise with 1.
   *
   * @param args the port, the path to request and, if the gateway serves TLS, "https"
   */
  public static void main(String[] args) {
    boolean tls = args.length > 2 && args[2].equals("https");
    System.exit(isHealthy(Integer.parseInt(args[0]), args[1], tls) ? 0 : 1);
  }

  /** Whether the server on this port of the loopback address answers with status 200. */
  static boolean isHealthy(int port, String path, boolean tls) {
    try (Socket socket = tls ? TrustAllCertificates.socket() : new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      InetAddress loopback = InetAddress.getLoopbackAddress();
      socket.connect(new InetSocketAddress(loopback, port), TIMEOUT_MILLIS);
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      byte[] start = socket.getInputStream().readNBytes(STATUS_OK.length());
      return new String(start, US_ASCII).equals(STATUS_OK);
    } catch (IOException e) {
      return false;
    }
  }
}
