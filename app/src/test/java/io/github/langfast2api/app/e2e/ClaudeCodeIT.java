package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Moments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Claude Code does beside running tools, which {@link AgentsIT} has of every agent. */
@Tag("agents")
@Timeout(300)
class ClaudeCodeIT {

  private static final CodingAgent CLAUDE_CODE =
      CodingAgent.ALL.stream()
          .filter(agent -> agent.name().equals("Claude Code"))
          .findFirst()
          .orElseThrow();

  private static LangFastServer langFast;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    CodingAgent.install();
    langFast = LangFastServer.answering("agent-model.mjs");
  }

  @AfterAll
  static void stop() {
    langFast.close();
  }

  private RunningProcess ask(GatewayProcess gateway) throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path project = Files.createDirectory(folder.toRealPath().resolve("project"));
    return CLAUDE_CODE.start(gateway.url(), home, project, "What does this project do?");
  }

  @Test
  void itPrintsAnAnswerAsItIs() throws Exception {
    Map<String, String> settings = new HashMap<>(langFast.settings());
    settings.remove("USER_SET_KEY");
    try (GatewayProcess gateway = GatewayProcess.start(settings);
        RunningProcess claude = ask(gateway)) {
      assertEquals(0, claude.awaitExit(), claude::output);
      assertTrue(claude.output().contains("No tool of yours does that."), claude::output);
    }
  }

  @Test
  void itGivesUpAtOnceWithAKeyThatIsRefused() throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(langFast.settings());
        RunningProcess claude = ask(gateway)) {
      assertNotEquals(0, claude.awaitExit(), claude::output);
      assertTrue(claude.output().contains("Incorrect API key provided"), claude::output);
      Moments.until("the refusal is logged", () -> gateway.output().contains("status=401"));
      assertEquals(1, gateway.output().split("status=401", -1).length - 1, gateway::output);
    }
  }
}
