package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Moments;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of answers when the gateway is asked to stop. */
@Timeout(120)
class DrainIT {

  private static LangFastServer langFast;

  @BeforeAll
  static void start() throws Exception {
    langFast = LangFastServer.start();
  }

  @AfterAll
  static void stop() {
    langFast.close();
  }

  private static GatewayProcess draining(int seconds) throws Exception {
    Map<String, String> settings = new HashMap<>(langFast.settings());
    settings.put("DRAIN_TIMEOUT", String.valueOf(seconds));
    return GatewayProcess.start(settings);
  }

  private static ChatClient client(GatewayProcess gateway) {
    return new ChatClient(gateway.url(), "sk-first");
  }

  @Test
  void answersComeToTheirEndAndNothingNewIsTakenOn() throws Exception {
    try (GatewayProcess gateway = draining(60);
        ChatClient client = client(gateway)) {
      ChatClient.Stream stream =
          client.stream(
              ChatClient.script(
                  "{\"say\":\"begun\"},{\"pause\":3000},{\"say\":\" and"
                      + " done\"},{\"end\":\"stop\"}"));
      gateway.terminate();
      Moments.until("it says what it waits for", () -> gateway.output().contains("1 answers have"));
      HttpResponse<String> ready = client.get("/health/ready");
      assertEquals(503, ready.statusCode());
      assertTrue(ready.body().contains("The gateway is stopping."), ready.body());
      assertEquals(200, client.get("/health/live").statusCode());
      HttpResponse<String> refused = client.ask("say hi");
      assertEquals(503, refused.statusCode());
      assertTrue(refused.body().contains("\"overloaded\""), refused.body());
      assertEquals(Optional.of("close"), refused.headers().firstValue("connection"));
      String answer = stream.rest();
      assertTrue(answer.contains(" and done") && answer.contains("data: [DONE]"), answer);
      assertEquals(143, gateway.awaitExit());
      assertFalse(gateway.output().contains("broken off"), gateway.output());
    }
  }

  @Test
  void aTerminalThatIsClosedStopsItAsGently() throws Exception {
    try (GatewayProcess gateway = draining(60);
        ChatClient client = client(gateway)) {
      ChatClient.Stream stream =
          client.stream(
              ChatClient.script(
                  "{\"say\":\"begun\"},{\"pause\":1000},{\"say\":\" and"
                      + " done\"},{\"end\":\"stop\"}"));
      List<String> hangUp = List.of("bash", "-c", "kill -HUP " + gateway.pid());
      assertEquals(0, new ProcessBuilder(hangUp).inheritIO().start().waitFor());
      String answer = stream.rest();
      assertTrue(answer.contains(" and done") && answer.contains("data: [DONE]"), answer);
      assertEquals(129, gateway.awaitExit());
    }
  }

  @Test
  void whatDoesNotEndInTimeEndsWithAnError() throws Exception {
    try (GatewayProcess gateway = draining(1);
        ChatClient client = client(gateway)) {
      ChatClient.Stream stream = client.stream(ChatClient.script("{\"say\":\"begun\"}"));
      gateway.terminate();
      String answer = stream.rest();
      assertTrue(answer.contains("data: {\"error\":"), answer);
      assertTrue(answer.contains("The gateway is stopping."), answer);
      assertFalse(answer.contains("[DONE]"), answer);
      assertEquals(143, gateway.awaitExit());
      assertTrue(gateway.output().contains("1 answers are broken off"), gateway.output());
    }
  }

  @Test
  void aSecondSignalEndsItAtOnce() throws Exception {
    try (GatewayProcess gateway = draining(3600);
        ChatClient client = client(gateway)) {
      ChatClient.Stream stream = client.stream(ChatClient.script("{\"say\":\"begun\"}"));
      gateway.terminate();
      Moments.until("it says what it waits for", () -> gateway.output().contains("1 answers have"));
      gateway.terminate();
      assertEquals(143, gateway.awaitExit());
      stream.close();
    }
  }
}
