package io.github.langfast2api.app;

import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.ports.health.ReadinessProbe;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The endpoints {@code /health}, {@code /health/live} and {@code /health/ready}, in the form of
 * MicroProfile Health: 200 and {@code UP}, or 503 and {@code DOWN}. Health is liveness and
 * readiness together.
 */
final class HealthEndpoints {

  private static final JsonBuilderFactory BUILDERS =
      JsonProvider.provider().createBuilderFactory(Map.of());

  private static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

  private HealthEndpoints() {}

  /**
   * The handlers by path.
   *
   * @param liveness whether clients can connect
   * @param readiness whether requests can be answered
   */
  static Map<String, Handler> of(ReadinessProbe liveness, ReadinessProbe readiness) {
    Map<String, ReadinessProbe> live = Map.of("listener", liveness);
    Map<String, ReadinessProbe> ready = Map.of("upstream", readiness);
    Map<String, ReadinessProbe> both =
        new TreeMap<>(Map.of("listener", liveness, "upstream", readiness));
    return Map.of(
        "/health", handler(both), "/health/live", handler(live), "/health/ready", handler(ready));
  }

  private static Handler handler(Map<String, ReadinessProbe> probes) {
    return (request, response) -> answer(request, response, probes);
  }

  private static void answer(
      ServerRequest request, ServerResponse response, Map<String, ReadinessProbe> probes) {
    boolean up = true;
    JsonArrayBuilder checks = BUILDERS.createArrayBuilder();
    for (Map.Entry<String, ReadinessProbe> probe : probes.entrySet()) {
      Optional<String> reason = probe.getValue().notReadyReason();
      up &= reason.isEmpty();
      JsonObjectBuilder check =
          BUILDERS
              .createObjectBuilder()
              .add("name", probe.getKey())
              .add("status", status(reason.isEmpty()));
      reason.ifPresent(why -> check.add("data", BUILDERS.createObjectBuilder().add("reason", why)));
      checks.add(check);
    }
    JsonObjectBuilder health =
        BUILDERS.createObjectBuilder().add("status", status(up)).add("checks", checks);
    response.status(up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503).header(NO_STORE);
    HttpReplies.json(request, response, health.build().toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String status(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
