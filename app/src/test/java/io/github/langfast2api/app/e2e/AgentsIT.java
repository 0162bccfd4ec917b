package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Coding agents work through the gateway: they run the tools of theirs that the model calls, send
 * the results, and end with its last words; another question goes on with their session. The model
 * of {@code agent-model.mjs} says a token that it knows from a result alone.
 */
@Tag("agents")
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgentsIT {

  private static final String RUN = "run-command";
  private static final String READ = "read-file";
  private static final String RESUME = "resume";
  private static final List<CompatibilityCheck> CHECKS =
      List.of(
          new CompatibilityCheck(RUN, "runs a command and goes on"),
          new CompatibilityCheck(READ, "reads a file and goes on"),
          new CompatibilityCheck(RESUME, "goes on with its last session"));

  private static final Path DOCUMENT = Path.of("..", "docs", "compatibility.md");
  private static final String WRITE = "mvn verify -Pagents -Dcompatibility=write";

  /** What each agent came to, by its name. */
  private static final Map<String, Map<String, String>> OUTCOMES = new HashMap<>();

  private static LangFastServer langFast;
  private static GatewayProcess gateway;

  @TempDir private Path folder;
  private Path project;
  private final String token = "token-" + UUID.randomUUID().toString().replace("-", "");

  @BeforeAll
  static void start() throws Exception {
    CodingAgent.install();
    langFast = LangFastServer.answering("agent-model.mjs");
    Map<String, String> settings = new HashMap<>(langFast.settings());
    settings.remove("USER_SET_KEY");
    gateway = GatewayProcess.start(settings);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    langFast.close();
  }

  static List<CodingAgent> agents() {
    return CodingAgent.ALL;
  }

  @BeforeEach
  void makeProject() throws Exception {
    project = Files.createDirectory(folder.toRealPath().resolve("project"));
    Path unused = Files.createDirectory(folder.resolve("home"));
    try (RunningProcess git =
        RunningProcess.start(new ProcessBuilder("git", "init", "-q", project.toString()))) {
      assertEquals(0, git.awaitExit(), git::output);
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void anAgentRunsTheCommandThatTheModelCallsFor(CodingAgent agent) throws Exception {
    Files.writeString(project.resolve("deed.sh"), "echo " + token + " | tee printed.txt\n");
    run(agent, "Run the command `sh deed.sh` and say what it prints.");
    assertEquals(token, Files.readString(project.resolve("printed.txt")).strip());
    passed(agent, RUN);
  }

  @ParameterizedTest
  @MethodSource("agents")
  void anAgentReadsTheFileThatTheModelCallsFor(CodingAgent agent) throws Exception {
    Path file = Files.writeString(project.resolve("notes.txt"), token + "\n");
    run(agent, "Read the file `" + file + "` and say what it holds.");
    passed(agent, READ);
  }

  @ParameterizedTest
  @MethodSource("agents")
  void anAgentGoesOnWithItsLastSession(CodingAgent agent) throws Exception {
    Path file = Files.writeString(project.resolve("notes.txt"), token + "\n");
    run(agent, "Read the file `" + file + "` and say what it holds.");
    int known = requests().size();
    try (RunningProcess running =
        agent.goOn(gateway.url(), folder.resolve("home"), project, "Say the token again.")) {
      assertEnds(running, "It was " + token + ".");
    }
    assertAsked(agent, known);
    passed(agent, RESUME);
  }

  /** codex takes no call of such a function that does not name its namespace apart. */
  @Test
  void codexIsCalledForAFunctionOfANamespace() throws Exception {
    run(CodingAgent.CODEX, "Close the agent `" + token + "` and say what came of it.");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void theDocumentSaysWhatTheAgentsCameTo() throws Exception {
    List<ClientResult> results = new ArrayList<>();
    for (CodingAgent agent : CodingAgent.ALL) {
      Map<String, String> outcomes = OUTCOMES.getOrDefault(agent.name(), Map.of());
      results.add(
          new ClientResult(agent.npm(), agent.name(), agent.version(), agent.runtime(), outcomes));
    }
    String document = Files.readString(DOCUMENT);
    String wanted = new CompatibilityTable(CHECKS, results).in(document, WRITE);
    if (System.getProperty("compatibility").equals("write")) {
      Path unused = Files.writeString(DOCUMENT, wanted);
    } else {
      assertEquals(wanted, document, WRITE + " mends this");
    }
  }

  private void run(CodingAgent agent, String question) throws Exception {
    int known = requests().size();
    try (RunningProcess running =
        agent.start(gateway.url(), folder.resolve("home"), project, question)) {
      assertEnds(running, "The result holds " + token + ".");
    }
    assertAsked(agent, known);
  }

  private static void assertEnds(RunningProcess running, String said) throws Exception {
    int exit = running.awaitExit();
    assertEquals(0, exit, running::output);
    assertTrue(running.output().contains(said), running::output);
  }

  /** All that was asked since then was of the agent's API. */
  private static void assertAsked(CodingAgent agent, int known) {
    List<String> asked = requests().stream().skip(known).toList();
    assertFalse(asked.isEmpty(), "it has asked for nothing");
    for (String line : asked) {
      assertTrue(line.contains(" path=" + agent.path() + " "), line);
    }
  }

  /** The gateway's lines of the requests so far. */
  private static List<String> requests() {
    return gateway.output().lines().filter(line -> line.contains(" RequestLog: ")).toList();
  }

  private static void passed(CodingAgent agent, String check) {
    OUTCOMES.computeIfAbsent(agent.name(), name -> new HashMap<>()).put(check, ClientResult.PASSES);
  }
}
