package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The clients in the folder {@code src/test/go}. They run where Go is there and {@code
 * -Dgo.clients=run} asks for it; what they came to then is kept in a file beside them, which stands
 * for them elsewhere.
 */
final class GoClients {

  static final Path FOLDER = Path.of("src", "test", "go").toAbsolutePath();

  private GoClients() {}

  /** Whether they are run in this build. */
  static boolean run() {
    return System.getProperty("go.clients").equals("run");
  }

  /** Where it is kept what a client came to; there is no such file for other clients. */
  static Path recorded(String client) {
    return FOLDER.resolve("recorded").resolve(client + ".json");
  }

  /** The version of a client that {@code go.mod} asks for. */
  static String version(String client) throws IOException {
    String modules = Files.readString(FOLDER.resolve("go.mod"));
    Matcher version = Pattern.compile("/" + client + "(/v\\d+)? v(\\S+)").matcher(modules);
    assertTrue(version.find(), modules);
    return version.group(2);
  }
}
