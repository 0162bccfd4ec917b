package io.github.langfast2api.langfast;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.langfast2api.langfast.wire.HttpProxy;
import io.github.langfast2api.langfast.wire.ProxyRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy on loopback, which tunnels to the port that it is told on this machine. */
public final class ConnectProxy implements AutoCloseable {

  private final ServerSocket server;
  private final Set<String> asked = new ConcurrentSkipListSet<>();
  private final String answer;

  /** A proxy that opens every tunnel. */
  public ConnectProxy() throws IOException {
    this("HTTP/1.1 200 Connection established\r\nX-Proxy: of the test\r\n\r\n");
  }

  /**
   * @param answer a status line with headers; if the status is 200 the tunnel is opened
   */
  public ConnectProxy(String answer) throws IOException {
    this.answer = answer;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread unused = Thread.ofVirtual().start(this::serve);
  }

  /** The proxy as it is used for all URLs, with credentials. */
  public ProxyRules rules() {
    Optional<HttpProxy> proxy =
        Optional.of(
            new HttpProxy(
                "127.0.0.1", server.getLocalPort(), Optional.of(HttpProxy.basic("me", "secret"))));
    return new ProxyRules(proxy, proxy, List.of());
  }

  /** The request lines that have come. */
  public Set<String> asked() {
    return Set.copyOf(asked);
  }

  /** A header that came with all of them. */
  public static final String AUTHORIZATION = "Proxy-Authorization: Basic bWU6c2VjcmV0";

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void serve() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread unused = Thread.ofVirtual().start(() -> tunnel(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void tunnel(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      String first = head.lines().findFirst().orElse("");
      asked.add(head.contains(AUTHORIZATION) ? first : first + " without credentials");
      client.getOutputStream().write(answer.getBytes(ISO_8859_1));
      if (answer.startsWith("HTTP/1.1 200")) {
        int port = Integer.parseInt(first.replaceAll(".*:(\\d+) .*", "$1"));
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
          Thread up = Thread.ofVirtual().start(() -> copy(client, target));
          copy(target, client);
          up.interrupt();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // one of them has left
    }
    return null;
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.read());
    }
    return head.toString(ISO_8859_1);
  }
}
