package io.github.langfast2api.http.connection;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Helidon's context of a connection, with reads that go through a {@link ClientInput} and a {@link
 * FramedInput}, and reads and writes that are timed by a {@link SlowClientTimer}.
 */
final class ClientConnectionContext implements ConnectionContext {

  private final ConnectionContext context;
  private final ClientInput input;
  private final DataReader reader;
  private final DataWriter writer;

  /**
   * @param timer of the connection
   * @param sharedWrites of all connections
   */
  ClientConnectionContext(
      ConnectionContext context, SlowClientTimer timer, SharedWrites sharedWrites) {
    this.context = context;
    this.input = new ClientInput(new TlsOnPlainPortCheck(() -> bytes(context.dataReader())));
    this.reader = DataReader.create(new FramedInput(input, timer));
    this.writer =
        timer.timeWrites(context.dataWriter(), () -> close(context.serverSocket()), sharedWrites);
  }

  /** The send buffer of the socket; empty if it is encrypted. */
  Optional<SendBuffer> sendBuffer() {
    return context.serverSocket() instanceof PlaintextSocket plain
        ? Optional.of(plain.sendBuffer())
        : Optional.empty();
  }

  ClientInput input() {
    return input;
  }

  private static void close(HelidonSocket socket) {
    try {
      socket.close();
    } catch (UncheckedIOException e) {
      // It is closed, by the client's reset.
    }
  }

  /** Blocks for at least one byte; null at the end, as {@link DataReader#create} wants it. */
  private static byte @Nullable [] bytes(DataReader reader) {
    try {
      return reader.readBuffer().readBytes();
    } catch (InsufficientDataAvailableException e) {
      return null;
    }
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public DataWriter dataWriter() {
    return writer;
  }

  @Override
  public ListenerContext listenerContext() {
    return context.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return context.executor();
  }

  @Override
  public Router router() {
    return context.router();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return context.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return context.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return context.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return context.localPeer();
  }

  @Override
  public boolean isSecure() {
    return context.isSecure();
  }

  @Override
  public String socketId() {
    return context.socketId();
  }

  @Override
  public String childSocketId() {
    return context.childSocketId();
  }
}
