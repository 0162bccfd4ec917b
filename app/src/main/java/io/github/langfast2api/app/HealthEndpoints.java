package io.github.langfast2api.app;

import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.ports.health.ReadinessProbe;
import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   * @param sharing whether instances share what they should; told where there is such a thing, and
   *     no reason to send requests elsewhere
   */
  static Map<String, Handler> of(
      ReadinessProbe liveness, ReadinessProbe readiness, Optional<ReadinessProbe> sharing) {
    HealthCheck live = new ProbeCheck("listener", HealthCheckType.LIVENESS, liveness);
    List<HealthCheck> ready = new ArrayList<>();
    ready.add(new ProbeCheck("upstream", HealthCheckType.READINESS, readiness));
    sharing.ifPresent(probe -> ready.add(new ToldCheck("redis", probe)));
    List<HealthCheck> all = new ArrayList<>(ready);
    all.addFirst(live);
    return Map.of(
        "/health", handler(all),
        "/health/live", handler(List.of(live)),
        "/health/ready", handler(ready));
  }

  /** A probe as a check of Helidon's. */
  private record ProbeCheck(String name, HealthCheckType type, ReadinessProbe probe)
      implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
      Optional<String> reason = probe.notReadyReason();
      HealthCheckResponse.Builder response = HealthCheckResponse.builder().status(reason.isEmpty());
      reason.ifPresent(why -> response.detail("reason", why));
      return response.build();
    }
  }

  /** A check that is up in any case, and tells what is wrong. */
  private record ToldCheck(String name, ReadinessProbe probe) implements HealthCheck {

    @Override
    public HealthCheckType type() {
      return HealthCheckType.READINESS;
    }

    @Override
    public HealthCheckResponse call() {
      HealthCheckResponse.Builder response = HealthCheckResponse.builder().status(true);
      probe.notReadyReason().ifPresent(why -> response.detail("trouble", why));
      return response.build();
    }
  }

  private static Handler handler(List<HealthCheck> checks) {
    return (request, response) -> answer(request, response, checks);
  }

  private static void answer(
      ServerRequest request, ServerResponse response, List<HealthCheck> healthChecks) {
    boolean up = true;
    JsonArrayBuilder checks = BUILDERS.createArrayBuilder();
    for (HealthCheck healthCheck : healthChecks) {
      HealthCheckResponse result = healthCheck.call();
      up &= result.status() == HealthCheckResponse.Status.UP;
      JsonObjectBuilder check =
          BUILDERS
              .createObjectBuilder()
              .add("name", healthCheck.name())
              .add("status", result.status().name());
      if (!result.details().isEmpty()) {
        check.add("data", BUILDERS.createObjectBuilder(result.details()));
      }
      checks.add(check);
    }
    JsonObjectBuilder health =
        BUILDERS.createObjectBuilder().add("status", up ? "UP" : "DOWN").add("checks", checks);
    response.status(up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503).header(NO_STORE);
    HttpReplies.json(request, response, health.build().toString().getBytes(StandardCharsets.UTF_8));
  }
}
