package io.github.langfast2api.app;

import io.github.langfast2api.ports.health.ReadinessProbe;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import java.util.Optional;

/** The endpoints {@code /health}, {@code /health/live} and {@code /health/ready}. */
final class HealthEndpoints {

  /** Before the API's routes, the last of which answers unknown paths with 404. */
  private static final double WEIGHT = 200;

  private HealthEndpoints() {}

  /** The endpoints; readiness is what the probe says, liveness that there is an answer. */
  static ObserveFeature of(ReadinessProbe readiness) {
    return ObserveFeature.builder()
        .observersDiscoverServices(false)
        .weight(WEIGHT)
        .addObserver(
            HealthObserver.builder()
                .endpoint("/health")
                .details(true)
                .useSystemServices(false)
                .addCheck(() -> response(readiness), HealthCheckType.READINESS, "upstream")
                .build())
        .build();
  }

  private static HealthCheckResponse response(ReadinessProbe probe) {
    Optional<String> notReadyReason = probe.notReadyReason();
    HealthCheckResponse.Builder response =
        HealthCheckResponse.builder().status(notReadyReason.isEmpty());
    notReadyReason.ifPresent(why -> response.detail("reason", why));
    return response.build();
  }
}
