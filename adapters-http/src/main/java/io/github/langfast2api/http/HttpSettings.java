package io.github.langfast2api.http;

import java.time.Duration;
import java.util.Set;

/**
 * How the API is served.
 *
 * @param apiKeys the keys of which a client must show one; if there is none, anybody is served
 * @param maxBodySize the largest body of a request in bytes, counted after decompression
 * @param strict whether a parameter that the model has no use for is refused and not left out
 * @param keepAliveInterval how long a stream may be silent before its client is sent a comment
 */
public record HttpSettings(
    Set<String> apiKeys, int maxBodySize, boolean strict, Duration keepAliveInterval) {

  /** No keys, 32 MiB, not strict, 10 seconds. */
  public static final HttpSettings DEFAULTS =
      new HttpSettings(Set.of(), 32 * 1024 * 1024, false, Duration.ofSeconds(10));

  public HttpSettings {
    apiKeys = Set.copyOf(apiKeys);
    if (apiKeys.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("an API key is blank");
    }
    if (maxBodySize < 1) {
      throw new IllegalArgumentException("there is no room for a body");
    }
    if (!keepAliveInterval.isPositive()) {
      throw new IllegalArgumentException("the keep-alive interval is not positive");
    }
  }

  /** The settings without the keys, which no log may show. */
  @Override
  public String toString() {
    return "HttpSettings[apiKeys=%d, maxBodySize=%d, strict=%s, keepAliveInterval=%s]"
        .formatted(apiKeys.size(), maxBodySize, strict, keepAliveInterval);
  }
}
