package io.github.langfast2api.app.config;

import io.github.langfast2api.redis.RedisSettings;
import io.github.langfast2api.redis.StateKey;
import io.github.langfast2api.redis.WithoutRedis;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What several instances share.
 *
 * @param redis the server by which they do; empty if they share nothing
 * @param stateKey the key that LangFast's session is encrypted by there; empty if it is not shared
 * @param limitsWithoutRedis what becomes of rate limits while the server cannot be asked
 */
public record SharingConfig(
    Optional<RedisSettings> redis, Optional<StateKey> stateKey, WithoutRedis limitsWithoutRedis) {

  /** Any server, to hold the prefix to what it may be. */
  private static final String ANY_SERVER = "redis://localhost";

  static SharingConfig of(Settings settings) {
    String prefix = settings.required("REDIS_PREFIX");
    RedisSettings unused = read("REDIS_PREFIX", () -> RedisSettings.of(ANY_SERVER, prefix));
    return new SharingConfig(
        settings
            .secret("REDIS_URL")
            .map(url -> read("REDIS_URL", () -> RedisSettings.of(url, prefix))),
        settings
            .fileContent("STATE_KEY_FILE")
            .map(key -> read("STATE_KEY_FILE", () -> StateKey.of(key))),
        settings.choice(
            "LIMITS_WITHOUT_REDIS",
            Map.of(
                "local", WithoutRedis.LOCAL,
                "open", WithoutRedis.OPEN,
                "closed", WithoutRedis.CLOSED)));
  }

  /** Reads what has a secret in it, which is not shown. */
  private static <T> T read(String name, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("%s cannot be used: %s.".formatted(name, e.getMessage()), e);
    }
  }
}
