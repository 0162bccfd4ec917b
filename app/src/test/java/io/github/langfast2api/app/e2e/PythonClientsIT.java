package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every client in Python does, with its own calls, all that {@code contract/keep.py} asks. They are
 * tried side by side, since each of them waits in silence for most of its time.
 */
@ExtendWith(Gateways.Resolver.class)
@Timeout(300)
class PythonClientsIT {

  private static final String EXAMPLES = "../../../../docs/examples";

  private static final Map<String, RunningProcess> RUNNING = new HashMap<>();

  @BeforeAll
  static void start(Gateways gateways) throws Exception {
    Path results = ClientResult.file("any").toAbsolutePath().getParent();
    for (String client : clients()) {
      ProcessBuilder program = Python.client(client);
      program
          .environment()
          .putAll(
              Map.of(
                  "BASE_URL",
                  gateways.scripted() + "/v1",
                  "ALONE_URL",
                  gateways.socketPerRun() + "/v1",
                  "UPSTREAM_URL",
                  gateways.counted(),
                  "API_KEY",
                  Gateways.KEY,
                  "COMPATIBILITY",
                  results.toString()));
      RUNNING.put(client, RunningProcess.start(program));
    }
  }

  @AfterAll
  static void stop() {
    RUNNING.values().forEach(RunningProcess::close);
  }

  static List<String> clients() throws IOException {
    return Python.clients();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void theClientKeepsTheContract(String client) throws Exception {
    RunningProcess tests = RUNNING.get(client);
    int exit = tests.awaitExit();
    assertEquals(0, exit, tests::output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"format --check", "check"})
  void whatIsInPythonIsWrittenAsRuffHasIt(String command) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.addAll(List.of("--config", "pyproject.toml", ".", EXAMPLES));
    try (RunningProcess ruff =
        RunningProcess.start(Python.program("", "ruff", arguments.toArray(String[]::new)))) {
      int exit = ruff.awaitExit();
      assertEquals(0, exit, ruff::output);
    }
  }
}
