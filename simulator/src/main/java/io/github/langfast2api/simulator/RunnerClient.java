package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One client of the runner: Socket.IO 5 over one Engine.IO socket, in the namespace {@code /} only.
 */
final class RunnerClient {
  private static final int NORMAL = 1000;

  private final ServerWebSocket socket;
  private final AccessTokens tokens;
  private final Traffic traffic;
  private final RunnerClients clients;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile String userId = "";

  RunnerClient(
      ServerWebSocket socket, AccessTokens tokens, Traffic traffic, RunnerClients clients) {
    this.socket = socket;
    this.tokens = tokens;
    this.traffic = traffic;
    this.clients = clients;
    clients.add(this);
  }

  boolean isConnected() {
    return !userId.isEmpty();
  }

  boolean isOf(String user) {
    return userId.equals(user);
  }

  /** A Socket.IO packet from the client. */
  void packet(String packet) {
    char type = packet.isEmpty() ? ' ' : packet.charAt(0);
    switch (type) {
      case '0' -> connect(packet.substring(1));
      case '1' -> userId = "";
      default -> {
        // Events are not for us; but none may come before the client is connected.
        if (!isConnected()) {
          socket.close(NORMAL);
        }
      }
    }
  }

  /**
   * Sends a packet if the client belongs to this user. A client that has just been accepted learns
   * that first.
   */
  void send(String user, String packet) {
    lock.lock();
    try {
      if (isOf(user)) {
        socket.send(packet);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the TCP connection without a close frame; nothing is sent to it from now on. */
  void cut() {
    gone();
    socket.cut();
  }

  void gone() {
    userId = "";
    clients.remove(this);
  }

  private void connect(String payload) {
    if (isConnected()) {
      socket.close(NORMAL);
    } else if (payload.startsWith("/")) {
      String namespace = payload.substring(0, payload.indexOf(',') + 1);
      socket.send("44" + namespace + "{\"message\":\"Invalid namespace\"}");
    } else {
      authenticate(Bodies.object(payload).orElse(JsonObject.EMPTY_JSON_OBJECT));
    }
  }

  private void authenticate(JsonObject auth) {
    switch (tokens.read(Bodies.text(auth, "token").orElse(""))) {
      case Bearer.Valid(String user) -> accept(user);
      case Bearer.Refused(String reason) -> socket.send("44{\"message\":\"" + reason + "\"}");
    }
  }

  /** Known before it is told: a client that has read its acceptance gets every event from then. */
  private void accept(String user) {
    lock.lock();
    try {
      userId = user;
      traffic.count(Call.CONNECT);
      socket.send("40{\"sid\":\"" + UUID.randomUUID() + "\"}");
    } finally {
      lock.unlock();
    }
  }
}
