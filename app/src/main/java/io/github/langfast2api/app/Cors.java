package io.github.langfast2api.app;

import io.github.langfast2api.http.ApiServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.cors.CorsFeature;
import io.helidon.webserver.cors.CorsPathConfig;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Cross-Origin Resource Sharing: allows scripts of other origins' web pages to call the API. */
final class Cors {

  /** Before routing, which asks for a key: browsers send preflight requests without one. */
  private static final double WEIGHT = 300;

  private static final Duration PREFLIGHT_MAX_AGE = Duration.ofHours(1);

  private Cors() {}

  /**
   * Adds CORS to a server; without origins, which is the default, nothing is added.
   *
   * @param origins the allowed origins; {@code *} for all
   */
  static void addTo(WebServerConfig.Builder server, List<String> origins) {
    if (origins.isEmpty()) {
      return;
    }
    CorsPathConfig api =
        CorsPathConfig.builder()
            .pathPattern("/v1/*")
            .allowOrigins(Set.copyOf(origins))
            .allowMethods(Set.of("GET", "POST"))
            .allowHeaders(Set.of("*"))
            .exposeHeaders(ApiServer.exposedHeaders())
            .maxAge(PREFLIGHT_MAX_AGE)
            .build();
    server.addFeature(
        CorsFeature.create(
            cors ->
                cors.addDefaults(false).pathsDiscoverServices(false).weight(WEIGHT).addPath(api)));
  }
}
