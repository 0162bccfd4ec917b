package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the scripts of the folder {@code src/test/node}, which need Node.js 20 and their packages.
 */
final class Node {

  static final Path FOLDER = Path.of("src", "test", "node").toAbsolutePath();

  private Node() {}

  /** The names of the files in a folder of scripts. */
  static List<String> scripts(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Starts a script that runs until it is closed. */
  static RunningProcess start(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    return RunningProcess.start(command(environment, "node", script));
  }

  /** Runs a script of tests to its end, and passes if all of them do. */
  static void test(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    try (RunningProcess tests =
        RunningProcess.start(command(environment, "node", "--test", script))) {
      int exit = tests.awaitExit();
      assertEquals(0, exit, tests::output);
      assertTrue(tests.output().contains("# fail 0"), tests::output);
    }
  }

  static ProcessBuilder command(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    install();
    ProcessBuilder builder = new ProcessBuilder(command).directory(FOLDER.toFile());
    builder.environment().putAll(environment);
    return builder;
  }

  /** Fetches the packages, if that is not done. */
  static void install() throws IOException, InterruptedException {
    install(FOLDER, "npm", "ci");
  }

  /** Fetches the packages of a folder by this command, if that is not done. */
  static synchronized void install(Path folder, String... command)
      throws IOException, InterruptedException {
    Path installed = folder.resolve("node_modules/.package-lock.json");
    Path wanted = folder.resolve("package-lock.json");
    if (Files.exists(installed)
        && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) >= 0) {
      return;
    }
    List<String> npm = new ArrayList<>(List.of(command));
    npm.addAll(List.of("--no-audit", "--no-fund"));
    try (RunningProcess install =
        RunningProcess.start(new ProcessBuilder(npm).directory(folder.toFile()))) {
      int exit = install.awaitExit();
      assertEquals(0, exit, install::output);
    }
  }
}
