package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the log of the jar tells, and what it keeps to itself. */
@Timeout(120)
class LogsIT {

  private static final List<String> SECRETS =
      List.of("sk-first", "correct horse", "anon-key-of-the-test", "access-", "refresh-");

  @Test
  void noLevelTellsPromptsAnswersKeysOrTokens() throws Exception {
    try (LangFastServer langFast = LangFastServer.start()) {
      Map<String, String> settings = new HashMap<>(langFast.settings());
      settings.put("LOG_LEVEL", "trace");
      try (GatewayProcess gateway = GatewayProcess.start(settings);
          ChatClient client = new ChatClient(gateway.url())) {
        assertEquals(200, client.ask("say xylophone").statusCode());
        try (ChatClient.Stream stream = client.stream("breakoff xylophone")) {
          assertTrue(stream.rest().contains("data: {\"error\":"));
        }
        assertEquals(502, client.ask("fail upstream says why").statusCode());
        gateway.stop();
        String log = gateway.output();
        assertTrue(log.contains("upstream says why"), log);
        assertFalse(log.contains("xylophone"), log);
        SECRETS.forEach(secret -> assertFalse(log.contains(secret), () -> secret + " in " + log));
      }
    }
  }
}
