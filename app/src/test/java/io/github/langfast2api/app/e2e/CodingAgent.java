package io.github.langfast2api.app.e2e;

import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A coding agent of the folder {@code src/test/node-agents}.
 *
 * @param section of {@code docs/clients.md} that says how it is set up
 * @param npm its package
 * @param runtime on which it runs; opencode, codex and Claude Code bring their own
 * @param path of all that it asks for
 * @param changes what is set up otherwise than the section says: words of it, and those instead
 */
record CodingAgent(
    String section, String npm, String runtime, String path, Map<String, String> changes) {

  private static final String CHAT = "/v1/chat/completions";
  private static final String RESPONSES = "/v1/responses";
  private static final String MESSAGES = "/v1/messages";
  private static final CodingAgent OPENCODE =
      new CodingAgent("opencode", "opencode-ai", "Bun", CHAT, Map.of());
  private static final CodingAgent CONTINUE =
      new CodingAgent("Continue", "@continuedev/cli", "Node.js", CHAT, Map.of());
  private static final CodingAgent PI =
      new CodingAgent("pi", "@mariozechner/pi-coding-agent", "Node.js", CHAT, Map.of());

  static final CodingAgent CODEX =
      new CodingAgent("codex", "@openai/codex", "Rust", RESPONSES, Map.of());

  static final List<CodingAgent> ALL =
      List.of(
          CODEX,
          OPENCODE,
          OPENCODE.overResponses("@ai-sdk/openai-compatible", "@ai-sdk/openai"),
          new CodingAgent("Qwen Code", "@qwen-code/qwen-code", "Node.js", CHAT, Map.of()),
          CONTINUE,
          CONTINUE.overResponses("gpt-4.1", "gpt-5"),
          PI,
          PI.overResponses("openai-completions", "openai-responses"),
          PI.over(
              MESSAGES,
              Map.of("openai-completions", "anthropic-messages", ":8000/v1\"", ":8000\"")),
          new CodingAgent("Claude Code", "@anthropic-ai/claude-code", "Bun", MESSAGES, Map.of()));

  private static final Path FOLDER = Path.of("src", "test", "node-agents").toAbsolutePath();
  private static final Path PACKAGES = FOLDER.resolve("node_modules");

  /** Nobody listens there. */
  private static final String NO_PROXY_SERVER = "http://127.0.0.1:9";

  /** Nothing of the tests' own environment, and no way to anywhere but the loopback. */
  private static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          Map.entry("CI", "1"),
          Map.entry("PATH", PACKAGES.resolve(".bin") + File.pathSeparator + System.getenv("PATH")),
          Map.entry("NODE_OPTIONS", "--require=" + FOLDER.resolve("loopback-only.cjs")),
          Map.entry("HTTP_PROXY", NO_PROXY_SERVER),
          Map.entry("HTTPS_PROXY", NO_PROXY_SERVER),
          Map.entry("NO_PROXY", "127.0.0.1,localhost"),
          Map.entry("npm_config_offline", "true"),
          Map.entry("CONTINUE_TELEMETRY_ENABLED", "0"),
          Map.entry("DISABLE_AUTOUPDATER", "1"),
          Map.entry("OPENCODE_DISABLE_AUTOUPDATE", "1"),
          Map.entry("OPENCODE_DISABLE_LSP_DOWNLOAD", "1"),
          Map.entry("OPENCODE_DISABLE_MODELS_FETCH", "1"),
          Map.entry("PI_OFFLINE", "1"));

  private CodingAgent overResponses(String words, String instead) {
    return over(RESPONSES, Map.of(words, instead));
  }

  private CodingAgent over(String otherPath, Map<String, String> otherSetup) {
    return new CodingAgent(section, npm, runtime, otherPath, otherSetup);
  }

  /** What the document calls it. */
  String name() {
    if (changes.isEmpty()) {
      return section;
    }
    return section + (path.equals(MESSAGES) ? ", Messages" : ", Responses");
  }

  /**
   * Fetches all of them, if that is not done. Not by {@code npm ci}, which wants each package of
   * other platforms in the lock: registries need not have them.
   */
  static void install() throws IOException, InterruptedException {
    Node.install(FOLDER, "npm", "install", "--no-save");
  }

  /** The version that is installed. */
  String version() throws IOException {
    Path file = PACKAGES.resolve(npm).resolve("package.json");
    try (JsonReader reader = JsonProvider.provider().createReader(Files.newBufferedReader(file))) {
      return reader.readObject().getString("version");
    }
  }

  /** Starts it in a project, as its section says, with a home and a question. */
  RunningProcess start(String gateway, Path home, Path project, String question)
      throws IOException {
    AgentSetup setup = AgentSetup.read(section).with(changes);
    setup.write(home, project, gateway);
    return run(setup.question(gateway, "QUESTION"), home, project, question);
  }

  /** Starts it once more there, to go on with its last session by another question. */
  RunningProcess goOn(String gateway, Path home, Path project, String question) throws IOException {
    AgentSetup setup = AgentSetup.read(section).with(changes);
    return run(setup.nextQuestion(gateway, "QUESTION"), home, project, question);
  }

  private static RunningProcess run(String command, Path home, Path project, String question)
      throws IOException {
    ProcessBuilder shell = shell(command, home, project);
    shell.environment().put("QUESTION", question);
    return RunningProcess.start(shell);
  }

  /** A command of an agent's, in a project and with a home. */
  static ProcessBuilder shell(String command, Path home, Path project) {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command)
            .directory(project.toFile())
            .redirectInput(new File("/dev/null"));
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    builder.environment().put("HOME", home.toString());
    return builder;
  }

  @Override
  public String toString() {
    return name();
  }
}
