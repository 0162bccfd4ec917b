package io.github.langfast2api.langfast.simulator;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The clients that have a WebSocket now. */
final class Clients {
  private final Set<Client> open = ConcurrentHashMap.newKeySet();

  void add(Client client) {
    open.add(client);
  }

  void remove(Client client) {
    open.remove(client);
  }

  int connected() {
    return (int) open.stream().filter(Client::isConnected).count();
  }

  /** Sends to all of a user's clients. It is lost where there are none, as with LangFast. */
  void send(String userId, String packet) {
    open.forEach(client -> client.send(userId, packet));
  }

  /** Cuts all of a user's clients off. */
  void drop(String userId) {
    open.stream().filter(client -> client.isOf(userId)).forEach(Client::cut);
  }

  /** Cuts everybody off. */
  void dropAll() {
    open.forEach(Client::cut);
  }
}
