package io.github.langfast2api.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;

/** Instances over a server, which end with it. */
final class RedisStage implements AutoCloseable {

  /** Long enough for a machine on which many tests run, and short enough for one that is away. */
  private static final int READ_MILLIS = 1000;

  private final RedisServer server;
  private final List<RedisState> states = new ArrayList<>();
  private final String prefix = newPrefix();

  RedisStage(RedisServer server) {
    this.server = server;
  }

  static String newPrefix() {
    return "test-" + UUID.randomUUID();
  }

  String prefix() {
    return prefix;
  }

  /** An instance that shares with the others of this stage, when Redis is available to it. */
  RedisState instance() {
    RedisState state = instance(server.settings(prefix));
    awaitAvailable(state);
    return state;
  }

  /** An instance that may not reach its server. */
  RedisState instance(RedisSettings settings) {
    RedisState state =
        new RedisState(settings, READ_MILLIS, (SSLSocketFactory) SSLSocketFactory.getDefault());
    states.add(state);
    return state;
  }

  static void awaitAvailable(RedisState state) {
    Await.until("Redis is not available: " + state.trouble(), () -> state.figures().available());
  }

  static void awaitAway(RedisState state) {
    Await.until("Redis is still available", () -> !state.figures().available());
  }

  @Override
  public void close() {
    states.forEach(RedisState::close);
  }
}
