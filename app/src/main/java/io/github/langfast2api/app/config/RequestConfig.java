package io.github.langfast2api.app.config;

import java.time.Duration;

/**
 * Limits on what clients send.
 *
 * @param maxBodyBytes the largest request body, counted after decompression
 * @param clientTimeout how long reading a begun request, or writing to a client, may make no
 *     progress
 * @param strictParameters whether a parameter that the model does not support is refused; otherwise
 *     it is dropped
 */
public record RequestConfig(int maxBodyBytes, Duration clientTimeout, boolean strictParameters) {

  static RequestConfig of(Settings settings) {
    return new RequestConfig(
        settings.integer("MAX_BODY_BYTES", 1024, Integer.MAX_VALUE),
        settings.seconds("CLIENT_TIMEOUT"),
        settings.flag("STRICT_PARAMETERS"));
  }
}
