package io.github.langfast2api.simulator;

import java.util.UUID;
import java.util.concurrent.Executor;

/** The server's end of an Engine.IO 4 connection: open packet, heartbeat and message packets. */
final class EngineIoSocket implements WebSocketListener {
  private static final int NORMAL = 1000;

  private final ServerWebSocket socket;
  private final SimulatorSettings settings;
  private final Executor threads;
  private final Heartbeat heartbeat;
  private final RunnerClient client;

  EngineIoSocket(
      ServerWebSocket socket, SimulatorSettings settings, Executor threads, RunnerClient client) {
    this.socket = socket;
    this.settings = settings;
    this.threads = threads;
    this.heartbeat = new Heartbeat(settings, socket);
    this.client = client;
  }

  @Override
  public void opened() {
    socket.send(
        """
        0{"sid":"%s","upgrades":[],"pingInterval":%d,"pingTimeout":%d,"maxPayload":%d}\
        """
            .formatted(
                UUID.randomUUID(),
                settings.pingInterval().toMillis(),
                settings.pingTimeout().toMillis(),
                EngineIoUpgrade.MAX_PAYLOAD_BYTES));
    threads.execute(heartbeat);
  }

  @Override
  public void text(String packet) {
    if (packet.equals("3")) {
      heartbeat.pong();
    } else if (packet.startsWith("4")) {
      client.receive(packet.substring(1));
    } else {
      // A close packet; anything else is a protocol error.
      socket.close(NORMAL);
    }
  }

  @Override
  public void ended() {
    heartbeat.end();
    client.remove();
  }
}
