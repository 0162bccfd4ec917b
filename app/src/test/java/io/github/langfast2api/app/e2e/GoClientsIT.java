package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every client in Go does, with its own calls, all that {@code contract/contract.go} asks. */
@EnabledIfSystemProperty(named = "go.clients", matches = "run")
@Timeout(600)
class GoClientsIT {

  private static ExternalClients external;

  @BeforeAll
  static void start() throws Exception {
    external = ExternalClients.start();
  }

  @AfterAll
  static void stop() {
    external.close();
  }

  @ParameterizedTest
  @CsvSource({"go-openai, ./goopenai", "openai-go, ./openaigo"})
  void theClientKeepsTheContract(String client, String folder) throws Exception {
    boolean unused = Files.deleteIfExists(ClientResult.file(client));
    ProcessBuilder go = new ProcessBuilder("go", "test", "-count=1", "-mod=readonly", folder);
    go.directory(GoClients.FOLDER.toFile()).environment().putAll(external.environment());
    try (RunningProcess tests = RunningProcess.start(go)) {
      int exit = tests.awaitExit();
      assertEquals(0, exit, tests::output);
    }
  }
}
