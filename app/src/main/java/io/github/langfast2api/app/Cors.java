package io.github.langfast2api.app;

import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.cors.CorsFeature;
import io.helidon.webserver.cors.CorsPathConfig;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Lets scripts of web pages use the API, where that is configured. */
final class Cors {

  /** Before keys are asked for: browsers ask what they may do without one. */
  private static final double BEFORE_ROUTING = 300;

  private static final Set<String> SHOWN =
      Set.of(
          "x-request-id",
          "x-dropped-parameters",
          "retry-after",
          "x-should-retry",
          "retry-after-ms",
          "x-ratelimit-limit-requests",
          "x-ratelimit-remaining-requests",
          "x-ratelimit-reset-requests");

  private Cors() {}

  /**
   * @param origins of the pages; {@code *} for all
   */
  static void allow(List<String> origins, WebServerConfig.Builder server) {
    if (origins.isEmpty()) {
      return;
    }
    CorsPathConfig api =
        CorsPathConfig.builder()
            .pathPattern("/v1/*")
            .allowOrigins(Set.copyOf(origins))
            .allowMethods(Set.of("GET", "POST"))
            .allowHeaders(Set.of("*"))
            .exposeHeaders(SHOWN)
            .maxAge(Duration.ofHours(1))
            .build();
    server.addFeature(
        CorsFeature.create(
            cors ->
                cors.addDefaults(false)
                    .pathsDiscoverServices(false)
                    .weight(BEFORE_ROUTING)
                    .addPath(api)));
  }
}
