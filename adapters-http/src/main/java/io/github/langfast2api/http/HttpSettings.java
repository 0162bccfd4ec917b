package io.github.langfast2api.http;

import io.github.langfast2api.ports.keys.Keyring;
import java.time.Duration;
import java.util.Objects;

/**
 * The settings of the HTTP side.
 *
 * @param keys the API keys; {@link Keyring#NONE} lets every client in
 * @param maxBodySize the largest body of a request in bytes, after decompression
 * @param strict whether a parameter that the model does not support is refused instead of dropped
 * @param clientTimeout how long to wait for the rest of a request that a client has begun to send,
 *     or for a client to read its response
 * @param keepAliveInterval the longest time for which a stream sends nothing: then comes an empty
 *     line
 * @param simulated whether a simulator answers instead of models, which the playground shows
 */
public record HttpSettings(
    Keyring keys,
    int maxBodySize,
    boolean strict,
    Duration clientTimeout,
    Duration keepAliveInterval,
    boolean simulated) {

  /** No keys, bodies of up to 32 MiB, not strict, timeouts of 30 and 10 seconds, no simulator. */
  public static final HttpSettings DEFAULTS =
      new HttpSettings(
          Keyring.NONE,
          32 * 1024 * 1024,
          false,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          false);

  /** Checks that sizes and times are positive. */
  public HttpSettings {
    Objects.requireNonNull(keys);
    if (maxBodySize < 1) {
      throw new IllegalArgumentException("the largest body must have a byte at least");
    }
    if (!clientTimeout.isPositive() || !keepAliveInterval.isPositive()) {
      throw new IllegalArgumentException("timeout and interval must be positive");
    }
  }
}
