package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs what is written in Python in the folder {@code src/test/python}, in the environments that
 * {@code ./verify} makes of its lock files: {@code .venv} of {@code requirements.txt}, and {@code
 * .venv-NAME} of {@code requirements-NAME.txt} for a client whose packages go with no others.
 */
final class Python {

  static final Path FOLDER = Path.of("src", "test", "python").toAbsolutePath();

  private static final Path CLIENTS = FOLDER.resolve("clients");
  private static final String MODULE = ".py";

  /** No way to anywhere but the loopback; LiteLLM would fetch prices, and look for them long. */
  static final Map<String, String> ON_LOOPBACK =
      Map.of(
          "HTTP_PROXY", "http://127.0.0.1:9",
          "HTTPS_PROXY", "http://127.0.0.1:9",
          "NO_PROXY", "127.0.0.1",
          "LITELLM_LOCAL_MODEL_COST_MAP", "True");

  private Python() {}

  /** The clients, each of them a module. */
  static List<String> clients() throws IOException {
    try (Stream<Path> files = Files.list(CLIENTS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(MODULE))
          .map(name -> name.substring(0, name.length() - MODULE.length()))
          .sorted()
          .toList();
    }
  }

  /** A client's program, in the environment that is its own, or else in the one of all. */
  static ProcessBuilder client(String name) throws IOException {
    boolean apart = Files.exists(FOLDER.resolve("requirements-" + name + ".txt"));
    return program(apart ? "-" + name : "", "python", "-m", "clients." + name);
  }

  /** A program of an environment's own, in the folder of the sources. */
  static ProcessBuilder program(String environment, String name, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(environment(environment).resolve(name).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder program = new ProcessBuilder(command).directory(FOLDER.toFile());
    program.environment().putAll(ON_LOOPBACK);
    return program;
  }

  /** The folder of an environment's programs, which must be as its lock file says. */
  static Path environment(String name) throws IOException {
    Path lock = FOLDER.resolve("requirements" + name + ".txt");
    Path environment = FOLDER.resolve(".venv" + name);
    Path installed = environment.resolve("installed");
    assertTrue(
        Files.exists(installed)
            && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) >= 0,
        () -> "%s is missing, or older than %s: ./verify makes it".formatted(environment, lock));
    return environment.resolve("bin");
  }
}
