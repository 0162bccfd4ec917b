package io.github.langfast2api.app.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The jar, running as its users run it, on a free port of the loopback. */
final class GatewayProcess implements AutoCloseable {

  private static final String LISTENS = "langfast2api listens on ";

  private final RunningProcess process;
  private final String url;

  private GatewayProcess(RunningProcess process) {
    this.process = process;
    String line = process.awaitLine(LISTENS);
    this.url = line.substring(LISTENS.length(), line.indexOf(','));
  }

  /** Starts the jar with these settings in its environment, and nothing else. */
  static GatewayProcess start(Map<String, String> settings) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return start(List.of(java, "-jar", System.getProperty("gateway.jar")), settings);
  }

  /** Starts it by a command of one's own. */
  static GatewayProcess start(List<String> command, Map<String, String> settings)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("LANGFAST_"));
    builder.environment().keySet().removeAll(List.of("USER_SET_KEY", "HOST", "LOG_LEVEL"));
    builder.environment().put("PORT", "0");
    builder.environment().put("DRAIN_TIMEOUT", "0");
    builder.environment().put("LANGFAST_SESSION_FILE", freshFile());
    builder.environment().putAll(settings);
    return new GatewayProcess(RunningProcess.start(builder));
  }

  /** No test finds, or leaves, a session. */
  static String freshFile() throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target"), "session");
    return folder.resolve("session.json").toAbsolutePath().toString();
  }

  /** Asks it to stop, as an operator does. */
  void terminate() {
    process.terminate();
  }

  /** Waits until it has stopped. */
  int awaitExit() throws InterruptedException {
    return process.awaitExit();
  }

  /** Asks it to stop, as an operator does, and waits until it has. */
  void stop() throws InterruptedException {
    process.stop();
  }

  /** Ends it without a word, as a machine that fails. */
  void kill() throws InterruptedException {
    process.kill();
  }

  /** Where it listens. */
  String url() {
    return url;
  }

  /** The id of its process. */
  long pid() {
    return process.pid();
  }

  /** What it has printed so far. */
  String output() {
    return process.output();
  }

  @Override
  public void close() {
    process.close();
  }
}
