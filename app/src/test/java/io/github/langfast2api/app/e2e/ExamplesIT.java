package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs of {@code docs/examples}, run as their page says. */
@Timeout(180)
class ExamplesIT {

  private static final Path EXAMPLES = Path.of("..", "docs", "examples");
  private static GatewayProcess gateway;

  @BeforeAll
  static void start() throws Exception {
    Node.install();
    gateway = GatewayProcess.start(Map.of("USER_SET_KEY", "sk-example"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  static List<String> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleGetsItsAnswer(String name) throws Exception {
    String page = Files.readString(EXAMPLES.resolve("README.md"));
    assertTrue(page.contains("(" + name + ")"), "it is not on the page");
    ProcessBuilder program = program(name);
    program.environment().put("OPENAI_BASE_URL", gateway.url() + "/v1");
    program.environment().put("OPENAI_API_KEY", "sk-example");
    program.environment().put("ANTHROPIC_BASE_URL", gateway.url());
    program.environment().put("ANTHROPIC_API_KEY", "sk-example");
    try (RunningProcess running = RunningProcess.start(program)) {
      int exit = running.awaitExit();
      assertEquals(0, exit, running::output);
      // The simulator says what it was asked.
      String said =
          running.output().replaceAll("(?s)data: \\{.*?\"content\":\"|\"},.*?\\R|\\R", "");
      assertTrue(said.contains("Why is the sky blue?"), running::output);
    }
  }

  private static ProcessBuilder program(String name) throws Exception {
    String file = EXAMPLES.resolve(name).toRealPath().toString();
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "sh" -> new ProcessBuilder("sh", file);
      case "py" -> new ProcessBuilder(python(name), file);
      case "mjs" -> Node.command(Map.of(), "node", besidePackages(name));
      case "java" ->
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              file);
      default -> throw new AssertionError("nobody knows how to run " + name);
    };
  }

  /** Reading by hand takes no packages. */
  private static String python(String name) throws IOException {
    return name.equals("stream.py")
        ? "python3"
        : Python.environment("").resolve("python").toString();
  }

  /** Node.js looks for packages beside the script. */
  private static String besidePackages(String name) throws IOException {
    Path copy = Node.FOLDER.resolve("node_modules").resolve("example-" + name);
    Files.copy(EXAMPLES.resolve(name), copy, StandardCopyOption.REPLACE_EXISTING);
    return copy.toString();
  }
}
