package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Moments;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * aider edits files through the gateway, set up as {@code docs/clients.md} says. It offers no
 * tools: the model is shown files, and writes the lines to be replaced.
 */
@Tag("agents")
@Timeout(300)
class AiderIT {

  private static final String EDIT = "Change the word `green` of `notes.txt` to `blue`.";

  private static LangFastServer langFast;

  @TempDir private Path folder;
  private Path home;
  private Path project;

  @BeforeAll
  static void start() throws Exception {
    langFast = LangFastServer.answering("agent-model.mjs");
  }

  @AfterAll
  static void stop() {
    langFast.close();
  }

  @BeforeEach
  void makeProject() throws Exception {
    home = Files.createDirectory(folder.resolve("home"));
    project = Files.createDirectory(folder.toRealPath().resolve("project"));
    Path unused = Files.writeString(project.resolve("notes.txt"), "The sky is green today.\n");
    String unusedOutput = git("init", "-q");
    unusedOutput = git("add", ".");
    unusedOutput =
        git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "notes");
  }

  @Test
  void itEditsTheFileThatTheQuestionNamesAndCommitsIt() throws Exception {
    Map<String, String> settings = new HashMap<>(langFast.settings());
    settings.remove("USER_SET_KEY");
    try (GatewayProcess gateway = GatewayProcess.start(settings);
        RunningProcess aider = ask(gateway, EDIT)) {
      assertEquals(0, aider.awaitExit(), aider::output);
      assertEquals("The sky is blue today.\n", Files.readString(project.resolve("notes.txt")));
      assertTrue(git("log", "-p", "-1").contains("+The sky is blue today."), aider::output);
      Moments.until(
          "the request is logged", () -> gateway.output().contains(" path=/v1/chat/completions "));
    }
  }

  @Test
  void itTellsOfAKeyThatIsRefusedAndAsksNoMore() throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(langFast.settings());
        RunningProcess aider = ask(gateway, EDIT)) {
      int unused = aider.awaitExit();
      // It breaks lines.
      String said = aider.output().replaceAll("\\s+", " ");
      assertTrue(said.contains("Incorrect API key provided"), said);
      Moments.until("the refusal is logged", () -> gateway.output().contains("status=401"));
      assertEquals(1, gateway.output().split("status=401", -1).length - 1, gateway::output);
    }
  }

  private RunningProcess ask(GatewayProcess gateway, String question) throws Exception {
    AgentSetup setup = AgentSetup.read("aider");
    ProcessBuilder shell =
        CodingAgent.shell(setup.question(gateway.url(), "QUESTION"), home, project);
    String programs = Python.environment("-aider") + File.pathSeparator + System.getenv("PATH");
    shell
        .environment()
        .putAll(
            Map.of(
                "PATH", programs,
                "QUESTION", question,
                "AIDER_ANALYTICS_DISABLE", "true",
                "AIDER_CHECK_UPDATE", "false",
                "LITELLM_LOCAL_MODEL_COST_MAP", "True"));
    return RunningProcess.start(shell);
  }

  private String git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-C", project.toString()));
    command.addAll(List.of(arguments));
    try (RunningProcess git = RunningProcess.start(new ProcessBuilder(command))) {
      assertEquals(0, git.awaitExit(), git::output);
      return git.output();
    }
  }
}
