package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.app.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the service of {@code docs/deploy/systemd} says of the download. */
class SystemdUnitTest {

  private static final Path UNIT = Path.of("../docs/deploy/systemd/langfast2api.service");
  private static final String ENVIRONMENT = "Environment=";

  /** The heap of the launcher, and what the JVM takes beside it: docs/operations.md. */
  private static final int PROCESS_MIB = 512 + 110;

  private final Map<String, String> directives = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  SystemdUnitTest() throws IOException {
    for (String line : Files.readAllLines(UNIT)) {
      if (line.startsWith(ENVIRONMENT)) {
        put(environment, line.substring(ENVIRONMENT.length()));
      } else if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("[")) {
        put(directives, line);
      }
    }
  }

  private static void put(Map<String, String> map, String assignment) {
    int equals = assignment.indexOf('=');
    assertEquals(null, map.put(assignment.substring(0, equals), assignment.substring(equals + 1)));
  }

  @Test
  void everyVariableIsASetting() {
    Set<String> unknown = new HashSet<>(environment.keySet());
    unknown.removeAll(Settings.names());
    assertEquals(Set.of(), unknown);
  }

  @Test
  void itStartsTheLauncherOfTheDownload() {
    Path program = Path.of(directive("ExecStart"));
    Path installed = Path.of("/opt/langfast2api");
    assertTrue(
        Files.isExecutable(
            Path.of("src/dist/root").resolve(installed.relativize(program).toString())));
  }

  @Test
  void whatIsKeptIsInTheFolderThatStays() {
    Path folder = Path.of("/var/lib", directive("StateDirectory"));
    assertEquals(folder.toString(), directive("WorkingDirectory"));
    assertEquals(
        folder, Path.of(environment.getOrDefault("LANGFAST_SESSION_FILE", "")).getParent());
  }

  @Test
  void drainingFitsIntoTheTimeThatIsGiven() {
    int drain = Integer.parseInt(environment.getOrDefault("DRAIN_TIMEOUT", ""));
    assertTrue(Integer.parseInt(directive("TimeoutStopSec")) > drain);
  }

  @Test
  void theProcessFitsIntoItsMemory() {
    assertTrue(Integer.parseInt(directive("MemoryMax").replace("M", "")) >= PROCESS_MIB);
  }

  /** By {@code Main}, which {@code StartAndStopIT} tries. */
  @Test
  void aWrongConfigurationIsNotTriedAgain() {
    assertEquals("2", directive("RestartPreventExitStatus"));
    assertEquals("143", directive("SuccessExitStatus"));
  }

  @Test
  void itHasNothingOfTheSystemButTheNetwork() {
    for (String yes : List.of("DynamicUser", "NoNewPrivileges", "ProtectHome", "PrivateTmp")) {
      assertEquals("yes", directive(yes));
    }
    assertEquals("strict", directive("ProtectSystem"));
    assertEquals("", directive("CapabilityBoundingSet"));
  }

  private String directive(String name) {
    return directives.getOrDefault(name, "there is no " + name);
  }
}
