package io.github.langfast2api.http.connection;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.socket.SocketWriter;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Helidon's context of a connection that an {@link HttpListener} has accepted. */
record AcceptedContext(
    ListenerContext listenerContext,
    Router router,
    HelidonSocket serverSocket,
    DataReader dataReader,
    DataWriter dataWriter)
    implements ConnectionContext {

  AcceptedContext(ListenerContext listener, Router router, HelidonSocket socket) {
    this(
        listener,
        router,
        socket,
        DataReader.create(() -> bytes(socket)),
        SocketWriter.create(socket));
  }

  private static byte @Nullable [] bytes(HelidonSocket socket) {
    try {
      return socket.get();
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("the connection is broken", e);
    }
  }

  @Override
  public ExecutorService executor() {
    return listenerContext.executor();
  }

  @Override
  public PeerInfo remotePeer() {
    return serverSocket.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return serverSocket.localPeer();
  }

  @Override
  public boolean isSecure() {
    return serverSocket.isSecure();
  }

  @Override
  public String socketId() {
    return serverSocket.socketId();
  }

  @Override
  public String childSocketId() {
    return serverSocket.childSocketId();
  }
}
