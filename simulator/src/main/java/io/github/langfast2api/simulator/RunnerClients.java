package io.github.langfast2api.simulator;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The clients whose WebSockets are open. */
final class RunnerClients {
  private final Set<RunnerClient> open = ConcurrentHashMap.newKeySet();

  void add(RunnerClient client) {
    open.add(client);
  }

  void remove(RunnerClient client) {
    open.remove(client);
  }

  /** The number of clients that have authenticated. */
  int connected() {
    return (int) open.stream().filter(RunnerClient::isConnected).count();
  }

  /** Sends a packet to all of a user's clients. Without any it is lost, as with LangFast. */
  void send(String userId, String packet) {
    open.forEach(client -> client.send(userId, packet));
  }

  /** Aborts the connections of all of a user's clients. */
  void abort(String userId) {
    open.stream().filter(client -> client.isOf(userId)).forEach(RunnerClient::abort);
  }

  /** Aborts all connections. */
  void abortAll() {
    open.forEach(RunnerClient::abort);
  }
}
