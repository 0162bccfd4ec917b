package io.github.langfast2api.langfast.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server on a bare TCP socket, for what no well-behaved server does. It plays a conversation on
 * each connection, one after the other; the last one for all that follow.
 */
public final class RawPeer implements AutoCloseable {

  private static final Pattern KEY =
      Pattern.compile("Sec-WebSocket-Key: (\\S+)", Pattern.CASE_INSENSITIVE);

  private static final Pattern LENGTH =
      Pattern.compile("Content-Length: (\\d+)", Pattern.CASE_INSENSITIVE);

  private final ServerSocket server;
  private final CompletableFuture<String> received = new CompletableFuture<>();
  private volatile boolean closed;

  /** What happens on the connection. */
  public interface Conversation {
    void play(Connection connection) throws Exception;
  }

  public RawPeer(Conversation... conversations) throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread unused = Thread.ofVirtual().start(() -> serve(conversations));
  }

  /** A peer that opens the WebSocket by the rules, plays, and then reads what the client says. */
  public static RawPeer webSocket(Conversation conversation) throws IOException {
    return new RawPeer(
        connection -> {
          connection.upgrade();
          conversation.play(connection);
        });
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** What the client sent after the handshake until it closed, unmasked frames in hex. */
  public String received() throws Exception {
    return received.get(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    closed = true;
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Conversation[] conversations) {
    for (int i = 0; !closed; i++) {
      try (Socket socket = server.accept()) {
        Connection connection = new Connection(socket);
        conversations[Math.min(i, conversations.length - 1)].play(connection);
        received.complete(connection.framesUntilTheEnd());
      } catch (Exception e) {
        if (!closed) {
          received.completeExceptionally(e);
        }
      }
    }
  }

  /** A connection. */
  public static final class Connection {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      this.out = socket.getOutputStream();
    }

    public String readRequest() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("the client is gone");
        }
        head.write(next);
      }
      return head.toString(ISO_8859_1);
    }

    /** Reads a request with the body whose length its head gives. */
    public void readWholeRequest() throws IOException {
      Matcher length = LENGTH.matcher(readRequest());
      readBody(length.find() ? Integer.parseInt(length.group(1)) : 0);
    }

    public void readBody(int length) throws IOException {
      if (in.readNBytes(length).length < length) {
        throw new IOException("the client is gone");
      }
    }

    public void upgrade() throws IOException {
      Matcher key = KEY.matcher(readRequest());
      if (!key.find()) {
        throw new IOException("no key");
      }
      text(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + WebSocketHandshake.accept(key.group(1))
              + "\r\n\r\n");
    }

    /** Sends bytes as they are. */
    public void bytes(String hex) throws IOException {
      out.write(HexFormat.of().parseHex(hex.replace(" ", "")));
      out.flush();
    }

    public void text(String text) throws IOException {
      out.write(text.getBytes(UTF_8));
      out.flush();
    }

    /** Sends a text message that is shorter than 126 bytes. */
    public void message(String message) throws IOException {
      byte[] payload = message.getBytes(UTF_8);
      out.write(new byte[] {(byte) 0x81, (byte) payload.length});
      out.write(payload);
      out.flush();
    }

    /**
     * Reads one frame of the client's, which is shorter than 126 bytes or says its length in two.
     */
    public void readFrame() throws IOException {
      int unused = in.read();
      int length = in.read() & 0x7F;
      if (length == 126) {
        length = (in.read() << 8) | in.read();
      }
      byte[] rest = in.readNBytes(4 + length);
      if (rest.length < 4 + length) {
        throw new IOException("the client is gone");
      }
    }

    /** Ends the connection as a crash does. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Ends the connection without a close frame. */
    public void end() throws IOException {
      socket.shutdownOutput();
    }

    private String framesUntilTheEnd() {
      StringBuilder frames = new StringBuilder();
      try {
        while (true) {
          int first = in.read();
          if (first < 0) {
            break;
          }
          int length = in.read() & 0x7F;
          byte[] mask = in.readNBytes(4);
          byte[] payload = in.readNBytes(length);
          for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
          }
          frames.append("%02x:%s ".formatted(first, HexFormat.of().formatHex(payload)));
        }
      } catch (IOException e) {
        frames.append("reset");
      }
      return frames.toString().strip();
    }
  }
}
