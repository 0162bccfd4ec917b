package io.github.langfast2api.app;

import io.helidon.cors.CrossOriginConfig;
import io.helidon.webserver.cors.CorsSupport;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;

/** Lets scripts of web pages use the API, where that is configured. */
final class Cors {

  private static final String[] SHOWN = {
    "x-request-id",
    "x-dropped-parameters",
    "retry-after",
    "retry-after-ms",
    "x-ratelimit-limit-requests",
    "x-ratelimit-remaining-requests",
    "x-ratelimit-reset-requests"
  };

  private Cors() {}

  /**
   * @param origins of the pages; {@code *} for all
   */
  static void allow(List<String> origins, HttpRouting.Builder routing) {
    if (origins.isEmpty()) {
      return;
    }
    CrossOriginConfig config =
        CrossOriginConfig.builder()
            .allowOrigins(origins.toArray(String[]::new))
            .allowMethods("GET", "POST")
            .exposeHeaders(SHOWN)
            .maxAgeSeconds(3600)
            .build();
    routing.register("/v1", CorsSupport.builder().addCrossOrigin(config).build());
  }
}
