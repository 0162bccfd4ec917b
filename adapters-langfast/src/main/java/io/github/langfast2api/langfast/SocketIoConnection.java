package io.github.langfast2api.langfast;

import static io.github.langfast2api.langfast.wire.WebSocketClosedException.NORMAL;
import static io.github.langfast2api.langfast.wire.WebSocketClosedException.PROTOCOL_ERROR;

import io.github.langfast2api.langfast.wire.HttpRefusedException;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import io.github.langfast2api.langfast.wire.WebSocketChannel;
import io.github.langfast2api.langfast.wire.WebSocketClosedException;
import io.github.langfast2api.ports.memory.MemoryBudget;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A connection to a Socket.IO server (protocol 5 over Engine.IO 4), in the default namespace, over
 * WebSocket without a prior polling transport.
 *
 * <p>One thread reads; any thread closes. Engine.IO pings are answered by the thread that reads; if
 * none comes within pingInterval + pingTimeout, the connection is closed.
 */
final class SocketIoConnection implements AutoCloseable {

  private static final String PATH = "/socket.io/?EIO=4&transport=websocket";

  /** The longest packet until the connection is accepted, such as open and connect. */
  private static final int MAX_HANDSHAKE_BYTES = 16 * 1024;

  /** The longest packet afterwards: the longest answer, escaped, with what is around it. */
  private static final int MAX_PACKET_BYTES = 32 << 20;

  private final WebSocketChannel channel;

  private SocketIoConnection(WebSocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Connects and authenticates, waiting without a timeout.
   *
   * @param server the server's base URL, http or https, without a trailing slash
   * @param memory for long packets
   * @param token is sent as {@code token} in the payload of the connect packet
   * @throws ConnectRefusedException if the server answers with a connect error
   * @throws HttpRefusedException if it refuses the WebSocket handshake
   * @throws WebSocketClosedException if the connection ends or the server violates the protocol
   * @throws java.io.UncheckedIOException if it cannot be reached
   */
  static SocketIoConnection open(
      UpstreamClient client, URI server, MemoryBudget memory, String token) {
    WebSocketChannel channel = WebSocketChannel.open(client, URI.create(server + PATH), memory);
    try {
      SocketIoConnection connection = new SocketIoConnection(channel);
      connection.connect(token);
      return connection;
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Has the reading thread run an action whenever it may have to wait: when all packets that have
   * come were read. For the reading thread.
   */
  void beforeWait(Runnable action) {
    channel.beforeWait(action);
  }

  /**
   * Waits for the next event packet.
   *
   * @return its name and arguments as a JSON array, valid until the next call
   * @throws WebSocketClosedException at the end of the connection
   */
  Utf8Slice nextEvent() {
    while (true) {
      switch (receive()) {
        case SocketIoPacket.Event(Utf8Slice arguments) -> {
          return arguments;
        }
        case SocketIoPacket.Ping(String data) -> send(SocketIoPacket.pong(data));
        case SocketIoPacket.Close(), SocketIoPacket.Disconnect() -> {
          channel.close();
          throw new WebSocketClosedException(NORMAL, "the server disconnected");
        }
        default -> {} // acks, and packets of other namespaces
      }
    }
  }

  @Override
  public void close() {
    channel.close();
  }

  private void connect(String token) {
    channel.limitMessages(MAX_HANDSHAKE_BYTES);
    if (!(receive() instanceof SocketIoPacket.Open(Utf8Slice handshake))) {
      throw new WebSocketClosedException(PROTOCOL_ERROR, "no Engine.IO open packet");
    }
    Duration idleTimeout = heartbeatTimeout(handshake.text());
    send(SocketIoPacket.connect(JsonFormat.object().add("token", token).build().toString()));
    boolean accepted = false;
    while (!accepted) {
      accepted = isAccepted(receive(), token);
    }
    channel.limitMessages(MAX_PACKET_BYTES);
    channel.idleTimeout(idleTimeout);
  }

  private boolean isAccepted(SocketIoPacket packet, String token) {
    switch (packet) {
      case SocketIoPacket.Ping(String data) -> send(SocketIoPacket.pong(data));
      case SocketIoPacket.ConnectError(Utf8Slice reason) ->
          throw new ConnectRefusedException(
              UpstreamError.of(reason.text(), Redaction.of(List.of(token))));
      case SocketIoPacket.Close(), SocketIoPacket.Disconnect() ->
          throw new WebSocketClosedException(NORMAL, "the server disconnected");
      default -> {} // anything else before the connect packet is ignored
    }
    return packet instanceof SocketIoPacket.Connect;
  }

  private SocketIoPacket receive() {
    Utf8Slice message = channel.receive();
    PacketLog.received(message);
    return SocketIoPacket.parse(message);
  }

  private void send(String packet) {
    PacketLog.sent(packet);
    channel.send(packet);
  }

  /** The longest time between two pings: {@code pingInterval + pingTimeout}, in milliseconds. */
  private static Duration heartbeatTimeout(String handshake) {
    try {
      if (JsonFormat.parse(handshake) instanceof JsonObject open
          && open.get("pingInterval") instanceof JsonNumber interval
          && open.get("pingTimeout") instanceof JsonNumber timeout) {
        long millis = interval.longValue() + timeout.longValue();
        return Duration.ofMillis(Math.clamp(millis, 100, Integer.MAX_VALUE));
      }
    } catch (JsonException e) {
      throw new WebSocketClosedException(PROTOCOL_ERROR, e);
    }
    throw new WebSocketClosedException(
        PROTOCOL_ERROR, "an open packet without pingInterval and pingTimeout");
  }
}
