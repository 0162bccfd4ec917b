package bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An HTTP/1.1 server that costs little: a virtual thread for each connection, which it keeps, and
 * one write for each answer or event. The JDK's own now and then closes a connection that is in
 * use.
 */
final class LoadServer implements AutoCloseable {

  private static final int BACKLOG = 4096;

  private final ServerSocket listener;
  private final Handler handler;

  /** Answers requests. */
  interface Handler {
    void handle(String path, String body, Answer answer) throws IOException;
  }

  LoadServer(Handler handler) throws IOException {
    this.handler = handler;
    listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Answer answer = new Answer(socket.getOutputStream());
      for (String request = line(in); !request.isEmpty(); request = line(in)) {
        handler.handle(request.split(" ")[1], body(in), answer);
      }
    } catch (IOException | UncheckedIOException e) {
      // it left
    }
  }

  private static String body(InputStream in) throws IOException {
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        throw new IOException("requests in chunks are not read");
      }
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  /** A line; empty at the end of the connection as well. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Where the answer to a request goes, of one kind or the other. */
  static final class Answer {

    private final OutputStream out;

    private Answer(OutputStream out) {
      this.out = out;
    }

    /** Answers with JSON. */
    void json(String body) throws IOException {
      write(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
    }

    /** Begins a stream of events with the first of them. */
    void begin(String events) throws IOException {
      write(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
              + chunk(events));
    }

    /** Goes on with a stream. */
    void next(String events) throws IOException {
      write(chunk(events));
    }

    /** Ends a stream with its last events. */
    void end(String events) throws IOException {
      write(chunk(events) + "0\r\n\r\n");
    }

    private static String chunk(String events) {
      return Integer.toHexString(events.length()) + "\r\n" + events + "\r\n";
    }

    private void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
