package io.github.langfast2api.langfast;

import static io.github.langfast2api.langfast.wire.WebSocketClosedException.NORMAL;
import static io.github.langfast2api.langfast.wire.WebSocketClosedException.PROTOCOL_ERROR;

import io.github.langfast2api.langfast.wire.HttpRefusedException;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import io.github.langfast2api.langfast.wire.WebSocketChannel;
import io.github.langfast2api.langfast.wire.WebSocketClosedException;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;

/**
 * One connection to a Socket.IO server: protocol 5 over Engine.IO 4, the default namespace, over a
 * WebSocket from the start.
 *
 * <p>One thread reads. The server's pings are answered while it does; when none comes in the time
 * that the server itself announced, the connection is taken for dead.
 */
final class SocketIoConnection implements AutoCloseable {

  private static final String PATH = "/socket.io/?EIO=4&transport=websocket";

  private final WebSocketChannel channel;

  private SocketIoConnection(WebSocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Connects and authenticates. That takes as long as the server wants: whoever calls must bound
   * it.
   *
   * @param server the server's base, http or https, without a slash at its end
   * @param token goes to the server as {@code token} of the authentication payload
   * @throws ConnectRefusedException if the server refuses the token
   * @throws HttpRefusedException if it refuses the WebSocket
   * @throws WebSocketClosedException if the connection ends or the server breaks the protocol
   * @throws java.io.UncheckedIOException if it cannot be reached
   */
  static SocketIoConnection open(UpstreamClient client, URI server, String token) {
    WebSocketChannel channel = WebSocketChannel.open(client, URI.create(server + PATH));
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
   * Waits for the next event.
   *
   * @return its name and arguments as a JSON array, good until the next call
   * @throws WebSocketClosedException at the end of the connection, however it comes
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
        default -> {} // acknowledgements and foreign namespaces are of no use here
      }
    }
  }

  @Override
  public void close() {
    channel.close();
  }

  private void connect(String token) {
    if (!(receive() instanceof SocketIoPacket.Open(Utf8Slice settings))) {
      throw new WebSocketClosedException(PROTOCOL_ERROR, "no Engine.IO open packet");
    }
    Duration heartbeat = heartbeat(settings.text());
    send(SocketIoPacket.connect(JsonFormat.object().add("token", token).build().toString()));
    boolean accepted = false;
    while (!accepted) {
      accepted = isAccepted(receive());
    }
    channel.idleTimeout(heartbeat);
  }

  private boolean isAccepted(SocketIoPacket packet) {
    switch (packet) {
      case SocketIoPacket.Ping(String data) -> send(SocketIoPacket.pong(data));
      case SocketIoPacket.ConnectError(Utf8Slice reason) ->
          throw new ConnectRefusedException(UpstreamError.of(reason.text()));
      case SocketIoPacket.Close(), SocketIoPacket.Disconnect() ->
          throw new WebSocketClosedException(NORMAL, "the server disconnected");
      default -> {} // events may come at any time; before the namespace is open they are not ours
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

  /** How long the server may be silent: {@code pingInterval + pingTimeout}, in milliseconds. */
  private static Duration heartbeat(String settings) {
    try {
      if (JsonFormat.parse(settings) instanceof JsonObject open
          && open.get("pingInterval") instanceof JsonNumber interval
          && open.get("pingTimeout") instanceof JsonNumber timeout) {
        long millis = interval.longValue() + timeout.longValue();
        return Duration.ofMillis(Math.clamp(millis, 100, Integer.MAX_VALUE));
      }
    } catch (JsonException e) {
      throw new WebSocketClosedException(PROTOCOL_ERROR, e);
    }
    throw new WebSocketClosedException(PROTOCOL_ERROR, "an open packet without a heartbeat");
  }
}
