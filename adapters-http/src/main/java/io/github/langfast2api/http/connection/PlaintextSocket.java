package io.github.langfast2api.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection without TLS, as Helidon's {@code PlainSocket}, whose buffer of 8 KB is a quarter of
 * the memory of a stream: here a client that sends nothing has a small one, and one that fills it
 * gets that of Helidon until it pauses. One thread may read and another write.
 */
final class PlaintextSocket implements HelidonSocket {

  private static final int SMALL_BUFFER_BYTES = 512;
  private static final int LARGE_BUFFER_BYTES = 8 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final SendBuffer sendBuffer;
  private final String id;
  private final String listenerId;

  /** For a client that sends more than fits into a small one. */
  private byte @Nullable [] largeBuffer;

  /**
   * @param id of the connection, for the log
   * @param listenerId of the listener that accepted it
   * @param sharedWrites of all connections
   */
  PlaintextSocket(Socket socket, String id, String listenerId, SharedWrites sharedWrites)
      throws IOException {
    this.socket = socket;
    this.sendBuffer = new SendBuffer(socket, sharedWrites);
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.id = id;
    this.listenerId = listenerId;
  }

  /** The send buffer, which counts what is written. */
  SendBuffer sendBuffer() {
    return sendBuffer;
  }

  /** Blocks until there are bytes; null at the end, as Helidon wants it. */
  @Override
  public byte @Nullable [] get() {
    try {
      byte[] buffer = largeBuffer == null ? new byte[SMALL_BUFFER_BYTES] : largeBuffer;
      int count = in.read(buffer);
      if (count < SMALL_BUFFER_BYTES) {
        largeBuffer = null;
      } else if (largeBuffer == null) {
        largeBuffer = new byte[LARGE_BUFFER_BYTES];
      }
      return count < 0 ? null : Arrays.copyOf(buffer, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  @SuppressWarnings("removal") // Helidon will remove it, and still demands it
  public int read(BufferData buffer) {
    return buffer.readFrom(in);
  }

  @Override
  public void write(BufferData buffer) {
    sendBuffer.count(buffer.available());
    buffer.writeTo(out);
  }

  /** Tells the client of the end before what it still sends makes the close a reset. */
  @Override
  public void close() {
    if (socket.isClosed()) {
      return;
    }
    try (socket) {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does nothing: that a client leaves is noticed by reading ahead. */
  @Override
  public void idle() {}

  @Override
  public boolean isConnected() {
    return !socket.isClosed();
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public PeerInfo remotePeer() {
    return new Peer(socket.getRemoteSocketAddress());
  }

  @Override
  public PeerInfo localPeer() {
    return new Peer(socket.getLocalSocketAddress());
  }

  @Override
  public String socketId() {
    return listenerId;
  }

  @Override
  public String childSocketId() {
    return id;
  }

  /** One end of the connection. */
  private record Peer(SocketAddress address) implements PeerInfo {

    @Override
    public String host() {
      return address instanceof InetSocketAddress inet ? inet.getHostString() : "";
    }

    @Override
    public int port() {
      return address instanceof InetSocketAddress inet ? inet.getPort() : -1;
    }

    @Override
    public Optional<Principal> tlsPrincipal() {
      return Optional.empty();
    }

    @Override
    public Optional<Certificate[]> tlsCertificates() {
      return Optional.empty();
    }
  }
}
