package io.github.langfast2api.langfast.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tunnel through an HTTP proxy: RFC 9110, section 9.3.6. The proxy is told the host's name, and
 * resolves it.
 */
final class ProxyTunnel {

  private static final int MAX_HEAD_BYTES = 16 << 10;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b");

  private ProxyTunnel() {}

  /**
   * Asks a proxy for a tunnel, waiting for it.
   *
   * @param socket is connected to the proxy
   * @param host is in brackets if it is an IPv6 address
   * @throws IOException if the proxy refuses, or does not answer as one
   */
  static void open(Socket socket, HttpProxy proxy, String host, int port) throws IOException {
    String authority = host + ":" + port;
    String request =
        "CONNECT %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
            .formatted(
                authority,
                authority,
                proxy
                    .authorization()
                    .map(value -> "Proxy-Authorization: " + value + "\r\n")
                    .orElse(""));
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    Matcher status = STATUS.matcher(head(socket.getInputStream()));
    if (!status.lookingAt()) {
      throw new IOException("the proxy " + proxy + " does not answer as one");
    }
    if (!status.group(1).startsWith("2")) {
      throw new IOException("the proxy " + proxy + " answered " + status.group(1));
    }
  }

  /** Reads byte by byte, since what follows the head is the tunnel's. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int next = 0;
    while (next >= 0 && head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      next = in.read();
      head.append((char) next);
      if (head.length() > MAX_HEAD_BYTES) {
        throw new IOException("the proxy's answer is too long");
      }
    }
    return head.toString();
  }
}
