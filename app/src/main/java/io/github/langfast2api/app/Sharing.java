package io.github.langfast2api.app;

import static java.lang.System.Logger.Level.WARNING;

import io.github.langfast2api.app.config.ResponsesConfig;
import io.github.langfast2api.app.config.SharingConfig;
import io.github.langfast2api.app.status.StatusReport;
import io.github.langfast2api.ports.health.ReadinessProbe;
import io.github.langfast2api.ports.limits.InMemoryRateLimiter;
import io.github.langfast2api.ports.limits.RateLimiter;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.SharedValue;
import io.github.langfast2api.redis.RedisFigures;
import io.github.langfast2api.redis.RedisState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.util.HexFormat;
import java.util.Optional;

/** What several instances share, or what each has for itself where they share nothing. */
final class Sharing implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Sharing.class.getName());

  private final SharingConfig config;
  private final Optional<RedisState> redis;

  /** Connects to the server that is shared, if there is one, in the background. */
  Sharing(SharingConfig config) {
    this.config = config;
    if (config.redis().isPresent()) {
      // A failover may be a name's that leads elsewhere, which is seen after this many seconds.
      Security.setProperty("networkaddress.cache.ttl", "5");
      // So may a name that is not there yet.
      Security.setProperty("networkaddress.cache.negative.ttl", "1");
    }
    this.redis = config.redis().map(RedisState::new);
  }

  RateLimiter limiter() {
    return redis
        .map(server -> server.rateLimiter(config.limitsWithoutRedis()))
        .orElseGet(InMemoryRateLimiter::new);
  }

  /** The store that is configured, which the caller closes. */
  ResponseStore responses(ResponsesConfig responses) {
    return ResponseStores.of(responses, redis);
  }

  /**
   * Where the session of these credentials is; empty if it is not shared.
   *
   * @param owner of the session: LangFast's address and the account, without a secret
   */
  Optional<SharedValue> session(String owner) {
    if (redis.isPresent() && config.stateKey().isEmpty()) {
      LOG.log(
          WARNING,
          "STATE_KEY_FILE is not set, so LangFast''s session is not put into Redis, and each"
              + " instance signs in by itself.");
    }
    return redis.flatMap(
        server -> config.stateKey().map(key -> server.value("session-" + digest(owner), key)));
  }

  /** What an operator is told of the server after a try; empty if there is none. May wait. */
  Optional<String> check() {
    return redis.map(Sharing::check);
  }

  private static String check(RedisState server) {
    try {
      return server
          .check()
          .map(trouble -> trouble + " The gateway would start, and share nothing until it can.")
          .orElse("Instances would share over Redis, which can be used.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "Redis was not tried.";
    }
  }

  /** Whether the server can be used; empty if there is none. */
  Optional<ReadinessProbe> probe() {
    return redis.map(server -> server::trouble);
  }

  /** What is known of the server; empty if there is none. */
  Optional<StatusReport.Redis> status() {
    return redis.map(Sharing::status);
  }

  private static StatusReport.Redis status(RedisState server) {
    RedisFigures now = server.figures();
    return new StatusReport.Redis(now.available(), server.trouble(), now.calls(), now.failures());
  }

  void register(Metrics metrics) {
    redis.ifPresent(server -> metrics.registerRedis(server::figures));
  }

  @Override
  public void close() {
    redis.ifPresent(RedisState::close);
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
