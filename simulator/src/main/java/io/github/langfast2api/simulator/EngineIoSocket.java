package io.github.langfast2api.simulator;

import java.util.UUID;
import java.util.concurrent.Executor;

/** Engine.IO 4 over one WebSocket: the open packet, the heartbeat and messages. */
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
                EngineIoUpgrade.MAX_PAYLOAD));
    threads.execute(heartbeat);
  }

  @Override
  public void text(String packet) {
    if (packet.equals("3")) {
      heartbeat.pong();
    } else if (packet.startsWith("4")) {
      client.packet(packet.substring(1));
    } else {
      // "1" asks for it; a ping from a client, or anything else, is a protocol error here.
      socket.close(NORMAL);
    }
  }

  @Override
  public void ended() {
    heartbeat.end();
    client.gone();
  }
}
