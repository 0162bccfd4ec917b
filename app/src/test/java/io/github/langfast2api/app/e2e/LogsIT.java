package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Moments;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text and no call                          | status=200 end=done ~ ms=",
        "two calls at once                         | tool_calls=2 ms=",
        "several choices                           | tool_calls=2 ms=",
        "text after a call                         | tool_calls=1 dropped_texts=1 ms=",
        "a raw newline, a bad escape and a comma too many | tool_calls=1 repairs=3 ms=",
        "required, and called when asked again     | tool_calls=1 second_asks=1 ms=",
        "required, and never called                | second_asks=1 refusals=1 ms="
      })
  void theLineOfARequestCountsWhatItTookToReadItsAnswer(String row, String counts)
      throws Exception {
    try (LangFastServer langFast = LangFastServer.start();
        GatewayProcess gateway = GatewayProcess.start(langFast.settings());
        ChatClient client = new ChatClient(gateway.url())) {
      for (JsonObject request :
          List.of(ToolCallRow.named(row).request(), ToolCallRow.named(row).streamRequest())) {
        String start = "RequestLog: id=" + ChatClient.id(client.post(request));
        Moments.until("the request is logged", () -> gateway.output().contains(start));
        String line =
            gateway.output().lines().filter(l -> l.contains(start)).findFirst().orElseThrow();
        String told = line.replaceAll("(?:model|stream|first_token_ms|\\w+_tokens)=\\S+ ", "");
        assertTrue(told.contains(counts.replace("~ ", "")), line);
        assertFalse(line.contains("Oslo") || line.contains("get_weather"), line);
      }
    }
  }

  @Test
  void aLogInJsonIsJsonFromItsFirstLineToItsLast(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    Map<String, String> settings = Map.of("LOG_FORMAT", "json", "LOG_LEVEL", "trace");
    try (GatewayProcess gateway = GatewayProcess.start(logging(log), settings);
        ChatClient client = new ChatClient(gateway.url())) {
      assertEquals(200, client.ask("hi").statusCode());
      gateway.stop();
    }
    assertTrue(messages(log).contains("request"));
  }

  @Test
  void whyItDoesNotStartIsJsonToo(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    Map<String, String> settings = Map.of("LOG_FORMAT", "json", "PORT", "eighty");
    assertThrows(AssertionError.class, () -> GatewayProcess.start(logging(log), settings));
    List<String> messages = messages(log);
    assertEquals(1, messages.size());
    assertTrue(messages.getFirst().startsWith("langfast2api cannot start. PORT is"));
  }

  private static List<String> logging(Path file) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = System.getProperty("gateway.jar");
    return List.of("bash", "-c", "exec \"$0\" -jar \"$1\" 2>\"$2\"", java, jar, file.toString());
  }

  private static List<String> messages(Path log) throws IOException {
    List<String> messages = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      try (JsonReader reader = JsonProvider.provider().createReader(new StringReader(line))) {
        messages.add(reader.readObject().getString("message"));
      } catch (JsonException e) {
        throw new AssertionError(line, e);
      }
    }
    return messages;
  }
}
