package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every client of npm does, with its own calls, all that {@code clients/contract.mjs} asks. One
 * after the other, and with a connection for each run: so the connections that the upstream counts
 * tell whether the run of a client that left was freed.
 */
@Timeout(300)
class NpmClientsIT {

  private static final String SCRIPT = ".test.mjs";
  private static final Path RESULTS = Path.of("target", "compatibility").toAbsolutePath();

  private static LangFastServer langFast;
  private static GatewayProcess gateway;

  @BeforeAll
  static void start() throws Exception {
    langFast = LangFastServer.takingResponseFormats();
    Map<String, String> settings = new HashMap<>(langFast.settings());
    settings.put("LANGFAST_SOCKET", "per-run");
    settings.put("LANGFAST_RESPONSE_FORMAT", "openai");
    gateway = GatewayProcess.start(settings);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    langFast.close();
  }

  static List<String> clients() throws IOException {
    return Node.scripts("clients").stream()
        .filter(name -> name.endsWith(SCRIPT))
        .map(name -> name.substring(0, name.length() - SCRIPT.length()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void theClientKeepsTheContractAndItsResultFileSaysSo(String client) throws Exception {
    Path result = RESULTS.resolve(client + ".json");
    boolean unused = Files.deleteIfExists(result);
    Node.test("clients/" + client + SCRIPT, environment());
    String outcomes = Files.readString(result);
    assertFalse(outcomes.contains("\"fails\""), outcomes);
  }

  private static Map<String, String> environment() {
    return Map.of(
        "BASE_URL",
        gateway.url() + "/v1",
        "API_KEY",
        "sk-first",
        "UPSTREAM_URL",
        langFast.url(),
        "COMPATIBILITY",
        RESULTS.toString());
  }
}
