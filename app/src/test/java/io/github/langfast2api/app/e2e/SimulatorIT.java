package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.simulator.Simulator;
import io.github.langfast2api.simulator.SimulatorSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a newcomer sees: the gateway as it starts when nothing is configured. */
@Timeout(300)
class SimulatorIT {

  @Test
  void theRealSocketIoClientAcceptsTheSimulator() throws Exception {
    try (Simulator simulator =
        Simulator.start(SimulatorSettings.defaults().withPingInterval(Duration.ofMillis(200)))) {
      Node.test(
          "simulator.test.mjs",
          Map.of("SIMULATOR_URL", simulator.uri().toString(), "ANON_KEY", Simulator.ANON_KEY));
    }
  }

  @Test
  void withoutConfigurationToolsAreCalledAndSchemasFollowed() throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(Map.of())) {
      Node.test("simulated-tools.test.mjs", Map.of("BASE_URL", gateway.url() + "/v1"));
    }
  }

  @Test
  void withoutConfigurationTheRunScriptStartsTheSimulatorAndSaysSo() throws Exception {
    String run = Path.of("..", "run").toRealPath().toString();
    try (GatewayProcess gateway = GatewayProcess.start(List.of(run, "LOG_LEVEL=debug"), Map.of());
        HttpClient http = HttpClient.newHttpClient()) {
      String body =
          """
          {"model": "gpt-5", "messages": [{"role": "user", "content": "Why is the sky blue?"}]}\
          """;
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build();
      String answer = http.send(request, BodyHandlers.ofString()).body();
      assertTrue(answer.contains("Why is the sky blue?"), answer);
      assertTrue(answer.contains("simulat"), answer);
      Moments.until("it says so at its start", () -> gateway.output().contains("SIMULATOR"));
    }
  }
}
