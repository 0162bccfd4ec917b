package io.github.langfast2api.http;

import io.github.langfast2api.ports.keys.Keyring;
import java.time.Duration;
import java.util.Objects;

/**
 * How the API is served.
 *
 * @param keys of which a client must show one
 * @param maxBodySize the largest body of a request in bytes, counted after decompression
 * @param strict whether a parameter that the model has no use for is refused and not left out
 * @param clientTimeout how long the gateway waits for a client that has begun to send a request, or
 *     is to take its answer
 * @param keepAliveInterval how long a stream may be silent before its client is sent what keeps it
 *     alive
 * @param simulated whether no model answers but a simulator, of which the playground tells
 */
public record HttpSettings(
    Keyring keys,
    int maxBodySize,
    boolean strict,
    Duration clientTimeout,
    Duration keepAliveInterval,
    boolean simulated) {

  /** No keys, 32 MiB, not strict, 30 seconds, 10 seconds. */
  public static final HttpSettings DEFAULTS =
      new HttpSettings(
          Keyring.NONE, 32 * 1024 * 1024, false, Duration.ofSeconds(30), Duration.ofSeconds(10));

  /** Where models answer. */
  public HttpSettings(
      Keyring keys,
      int maxBodySize,
      boolean strict,
      Duration clientTimeout,
      Duration keepAliveInterval) {
    this(keys, maxBodySize, strict, clientTimeout, keepAliveInterval, false);
  }

  public HttpSettings {
    Objects.requireNonNull(keys);
    if (maxBodySize < 1) {
      throw new IllegalArgumentException("there is no room for a body");
    }
    if (!clientTimeout.isPositive() || !keepAliveInterval.isPositive()) {
      throw new IllegalArgumentException("a time is not positive");
    }
  }
}
