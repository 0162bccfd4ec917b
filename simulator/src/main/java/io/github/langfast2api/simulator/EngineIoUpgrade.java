package io.github.langfast2api.simulator;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Upgrades requests for the runner's path to WebSockets, or refuses the handshake. */
final class EngineIoUpgrade implements Http1Upgrader {
  static final String PATH = "/socket.io/";
  static final int MAX_PAYLOAD_BYTES = 1_000_000;

  private static final HeaderName KEY = HeaderNames.create("Sec-WebSocket-Key");

  private final Traffic traffic;
  private final Function<ServerWebSocket, WebSocketListener> runner;

  EngineIoUpgrade(Traffic traffic, Function<ServerWebSocket, WebSocketListener> runner) {
    this.traffic = traffic;
    this.runner = runner;
  }

  @Override
  public String supportedProtocol() {
    return "websocket";
  }

  /** The connection as a WebSocket; null leaves the request to the HTTP routes. */
  @Override
  public @Nullable ServerConnection upgrade(
      ConnectionContext connection, HttpPrologue prologue, WritableHeaders<?> headers) {
    Optional<String> key = headers.first(KEY);
    if (key.isEmpty() || !prologue.uriPath().path().equals(PATH)) {
      return null;
    }
    refusal(prologue).ifPresent(refusal -> refuse(connection, refusal));
    write(connection, Handshake.accepted(key.get()));
    return new ServerWebSocket(connection, MAX_PAYLOAD_BYTES, runner);
  }

  private Optional<CallRefusal> refusal(HttpPrologue prologue) {
    return EngineIoError.of(prologue.query())
        .map(body -> CallRefusal.of(400, body))
        .or(() -> traffic.nextRefusal(Call.CONNECT));
  }

  private static void refuse(ConnectionContext connection, CallRefusal refusal) {
    String reason = Status.create(refusal.status()).reasonPhrase();
    Map<String, String> headers = refusal.headers();
    write(connection, Handshake.refused(refusal.status(), reason, headers, refusal.body()));
    throw new CloseConnectionException("no WebSocket");
  }

  private static void write(ConnectionContext connection, String head) {
    connection.dataWriter().writeNow(BufferData.create(head.getBytes(StandardCharsets.UTF_8)));
  }
}
