package io.github.langfast2api.app;

import io.github.langfast2api.ports.health.ReadinessProbe;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import java.util.Optional;

/** {@code /health}, {@code /health/live} and {@code /health/ready}. */
final class HealthEndpoints {

  /** Before the routes of the API, which end with one that refuses all that they do not know. */
  private static final double BEFORE_ROUTING = 200;

  private HealthEndpoints() {}

  static ObserveFeature of(ReadinessProbe upstream) {
    return ObserveFeature.builder()
        .observersDiscoverServices(false)
        .weight(BEFORE_ROUTING)
        .addObserver(
            HealthObserver.builder()
                .endpoint("/health")
                .details(true)
                .useSystemServices(false)
                .addCheck(() -> response(upstream), HealthCheckType.READINESS, "upstream")
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
