package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.health.ReadinessProbe;
import io.helidon.webserver.WebServer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

  @Test
  void itTellsWhatTheGatewaySays() {
    AtomicBoolean down = new AtomicBoolean();
    ReadinessProbe probe = () -> down.get() ? Optional.of("it is down") : Optional.empty();
    AtomicBoolean deaf = new AtomicBoolean();
    ReadinessProbe liveness = () -> deaf.get() ? Optional.of("it is deaf") : Optional.empty();
    WebServer server =
        WebServer.builder()
            .port(0)
            .routing(routing -> HealthEndpoints.of(liveness, probe).forEach(routing::get))
            .build()
            .start();
    int port = server.port();
    assertTrue(HealthCheck.isHealthy(port, "/health/ready", false));
    down.set(true);
    assertFalse(HealthCheck.isHealthy(port, "/health/ready", false));
    assertFalse(HealthCheck.isHealthy(port, "/health", false));
    assertTrue(HealthCheck.isHealthy(port, "/health/live", false));
    deaf.set(true);
    assertFalse(HealthCheck.isHealthy(port, "/health/live", false));
    server.stop();
    assertFalse(HealthCheck.isHealthy(port, "/health/live", false), "nobody listens");
  }
}
