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
 * @param name by which {@code docs/clients.md} has a section of it
 * @param npm its package
 * @param runtime on which it runs; opencode and Claude Code bring their own
 */
record CodingAgent(String name, String npm, String runtime) {

  static final List<CodingAgent> ALL =
      List.of(
          new CodingAgent("opencode", "opencode-ai", "Bun"),
          new CodingAgent("Qwen Code", "@qwen-code/qwen-code", "Node.js"),
          new CodingAgent("Continue", "@continuedev/cli", "Node.js"),
          new CodingAgent("pi", "@mariozechner/pi-coding-agent", "Node.js"),
          new CodingAgent("Claude Code", "@anthropic-ai/claude-code", "Bun"));

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
    AgentSetup setup = AgentSetup.read(name);
    setup.write(home, project, gateway);
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", setup.command(gateway, "QUESTION"))
            .directory(project.toFile())
            .redirectInput(new File("/dev/null"));
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("QUESTION", question);
    return RunningProcess.start(builder);
  }

  @Override
  public String toString() {
    return name;
  }
}
