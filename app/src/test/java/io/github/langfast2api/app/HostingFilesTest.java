package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.app.config.AppConfig;
import io.github.langfast2api.app.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the files of {@code docs/deploy} for hosts that run images say of the gateway. */
class HostingFilesTest {

  /** What the JVM takes beside the heap: docs/operations.md. */
  private static final int BESIDE_THE_HEAP_MIB = 110;

  static List<HostingFile> files() throws IOException {
    return HostingFile.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyVariableIsASettingWithAValueThatIsOne(HostingFile file) {
    Set<String> unknown = new HashSet<>(file.environment().keySet());
    unknown.removeAll(Settings.names());
    assertEquals(Set.of(), unknown);
    AppConfig config = AppConfig.of(Settings.of(Map.of("user.home", "."), file.environment()));
    assertEquals(file.port(), String.valueOf(config.listener().port()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void whereEverybodyCanReachItAKeyIsNeededAndAnAccountIsAskedFor(HostingFile file) {
    assertTrue(
        file.environment()
            .keySet()
            .containsAll(Set.of("USER_SET_KEY", "LANGFAST_EMAIL", "LANGFAST_PASSWORD")));
    assertEquals("langfast", file.environment().get("LANGFAST_UPSTREAM"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void theHealthPathIsServed(HostingFile file) {
    assertTrue(
        HealthEndpoints.of(Optional::empty, Optional::empty, Optional.empty())
            .containsKey(file.healthPath()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void drainingFitsIntoTheTimeThatTheHostGives(HostingFile file) {
    assertTrue(
        Integer.parseInt(file.environment().getOrDefault("DRAIN_TIMEOUT", "")) < file.stopSeconds(),
        () -> file.stopSeconds() + " s");
  }

  @ParameterizedTest
  @MethodSource("files")
  void theHeapLeavesRoomForWhatIsBesideIt(HostingFile file) throws IOException {
    Matcher share =
        Pattern.compile("-XX:MaxRAMPercentage=(\\d+)")
            .matcher(Files.readString(Path.of("src/image/root/app/jvm.options")));
    assertTrue(share.find());
    int heap = file.memoryMib() * Integer.parseInt(share.group(1)) / 100;
    assertTrue(heap + BESIDE_THE_HEAP_MIB <= file.memoryMib(), () -> heap + " MiB of heap");
  }

  @Test
  void cloudRunWaitsLongerThanAnAnswerMayTake() throws Exception {
    int seconds =
        Yaml.read(Path.of("../docs/deploy/cloudrun/service.yaml"))
            .at("spec", "template", "spec", "timeoutSeconds")
            .number();
    AppConfig defaults = AppConfig.of(Settings.of(Map.of("user.home", "."), Map.of()));
    assertTrue(seconds > defaults.answers().deadlines().total().toSeconds());
  }
}
