package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.health.ReadinessProbe;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
            .routing(
                routing ->
                    HealthEndpoints.of(liveness, probe, Optional.empty()).forEach(routing::get))
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

  @Test
  void troubleWithWhatInstancesShareIsToldAndIsNoReasonToSendRequestsElsewhere() throws Exception {
    AtomicBoolean away = new AtomicBoolean();
    ReadinessProbe redis = () -> away.get() ? Optional.of("it is away") : Optional.empty();
    WebServer server =
        WebServer.builder()
            .port(0)
            .routing(
                routing ->
                    HealthEndpoints.of(Optional::empty, Optional::empty, Optional.of(redis))
                        .forEach(routing::get))
            .build()
            .start();
    String upstream = "{\"name\":\"upstream\",\"status\":\"UP\"}";
    assertEquals(
        "{\"status\":\"UP\",\"checks\":[%s,{\"name\":\"redis\",\"status\":\"UP\"}]}"
            .formatted(upstream),
        ready(server));
    away.set(true);
    assertEquals(
        ("{\"status\":\"UP\",\"checks\":[%s,{\"name\":\"redis\",\"status\":\"UP\","
                + "\"data\":{\"trouble\":\"it is away\"}}]}")
            .formatted(upstream),
        ready(server));
    server.stop();
  }

  private static String ready(WebServer server) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/health/ready");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }
}
