package io.github.langfast2api.simulator;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The clients that have a WebSocket now. */
final class RunnerClients {
  private final Set<RunnerClient> open = ConcurrentHashMap.newKeySet();

  void add(RunnerClient client) {
    open.add(client);
  }

  void remove(RunnerClient client) {
    open.remove(client);
  }

  int connected() {
    return (int) open.stream().filter(RunnerClient::isConnected).count();
  }

  /** Sends to all of a user's clients. It is lost where there are none, as with LangFast. */
  void send(String userId, String packet) {
    open.forEach(client -> client.send(userId, packet));
  }

  /** Cuts all of a user's clients off. */
  void drop(String userId) {
    open.stream().filter(client -> client.isOf(userId)).forEach(RunnerClient::cut);
  }

  /** Cuts everybody off. */
  void dropAll() {
    open.forEach(RunnerClient::cut);
  }
}
