package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every client of npm does, with its own calls, all that {@code clients/contract.mjs} asks. */
@Timeout(300)
class NpmClientsIT {

  private static final String SCRIPT = ".test.mjs";

  private static ExternalClients external;

  @BeforeAll
  static void start() throws Exception {
    external = ExternalClients.start();
  }

  @AfterAll
  static void stop() {
    external.close();
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
    Path result = ClientResult.file(client);
    boolean unused = Files.deleteIfExists(result);
    Node.test("clients/" + client + SCRIPT, external.environment());
    String outcomes = Files.readString(result);
    assertFalse(outcomes.contains("\"fails\""), outcomes);
  }
}
