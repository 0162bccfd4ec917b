package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The server's end of one Socket.IO connection (protocol 5), in the default namespace only. Any
 * thread may send and disconnect.
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

  /** Whether the client has authenticated. */
  boolean isConnected() {
    return !userId.isEmpty();
  }

  boolean isOf(String user) {
    return userId.equals(user);
  }

  /** Handles a Socket.IO packet from the client. */
  void receive(String packet) {
    char type = packet.isEmpty() ? ' ' : packet.charAt(0);
    switch (type) {
      case '0' -> connect(packet.substring(1));
      case '1' -> userId = "";
      default -> {
        // Other packets are ignored, but not before the connect packet.
        if (!isConnected()) {
          socket.close(NORMAL);
        }
      }
    }
  }

  /**
   * Sends a packet if the client is this user's. A client that is being accepted gets its connect
   * packet first.
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

  /** Closes the TCP connection without a close frame. */
  void abort() {
    remove();
    socket.abort();
  }

  /** Unregisters the client, to which nothing is sent from now on. */
  void remove() {
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
      authenticate(LenientJson.object(payload).orElse(JsonObject.EMPTY_JSON_OBJECT));
    }
  }

  private void authenticate(JsonObject auth) {
    switch (tokens.verify(LenientJson.text(auth, "token").orElse(""))) {
      case TokenVerification.Valid(String user) -> accept(user);
      case TokenVerification.Refused(String reason) ->
          socket.send("44{\"message\":\"" + reason + "\"}");
    }
  }

  /** Registers the user before the connect packet, after which the client expects every event. */
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
