package io.github.langfast2api.app.training;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLContext;

/**
 * A TLS terminator on a free port of the loopback address: what comes over TLS goes on in plaintext
 * to one server, and its bytes come back. Each direction of a connection has a virtual thread.
 */
final class TlsTerminator implements AutoCloseable {

  /** As many as wait for a connection in a burst. */
  private static final int BACKLOG = 1024;

  private final ServerSocket listener;
  private final int serverPort;

  private TlsTerminator(ServerSocket listener, int serverPort) {
    this.listener = listener;
    this.serverPort = serverPort;
  }

  /**
   * Starts it.
   *
   * @param serverPort the server's port on the loopback address
   */
  static TlsTerminator start(SSLContext context, int serverPort) throws IOException {
    ServerSocket listener =
        context
            .getServerSocketFactory()
            .createServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
    TlsTerminator terminator = new TlsTerminator(listener, serverPort);
    Thread.ofVirtual().start(terminator::accept);
    return terminator;
  }

  /** Where clients connect. */
  URI uri() {
    return URI.create("https://127.0.0.1:" + listener.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.ofLiteral("127.0.0.1"), serverPort)) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread answers = Thread.ofVirtual().start(() -> copy(server, client));
      copy(client, server);
      answers.join();
    } catch (IOException e) {
      // Whoever was connected hears of it by the end of the connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Copies until either side ends, which is then told to the other. */
  private static void copy(Socket from, Socket to) {
    try (from;
        to;
        OutputStream out = to.getOutputStream()) {
      from.getInputStream().transferTo(out);
    } catch (IOException e) {
      // One of them left.
    }
  }
}
