package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What starts the gateway: {@code ./run}, the launchers of the download, and the image. */
class LaunchersTest {

  private static final String OPTIONS = "lib/jvm.options";
  private static final Pattern JVM_OPTION = Pattern.compile("(?<!\\w)-X[\\w:+*,=-]+");

  private static final Path TOP = Path.of("..");
  private static final Path DOWNLOAD = Path.of("src/dist/root");
  private static final Path IMAGE = Path.of("src/image/root/app/jvm.options");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "app/src/dist/root/bin/langfast2api",
        "app/src/dist/root/bin/langfast2api.bat"
      })
  void aLauncherTakesTheOptionsOfTheJvmFromOneFileAndBoundsTheHeapAlike(String file)
      throws IOException {
    String launcher = Files.readString(TOP.resolve(file));
    assertTrue(launcher.replace('\\', '/').contains(OPTIONS), launcher);
    Set<String> others = options(launcher);
    others.removeIf(option -> option.startsWith("-XX:AOTCache"));
    assertEquals(Set.of("-Xmx512m"), others);
  }

  @Test
  void theImageHasTheOptionsOfTheOthers() throws IOException {
    List<String> image = lines(IMAGE);
    List<String> missing =
        lines(DOWNLOAD.resolve(OPTIONS)).stream()
            // It is made with the cache that it has, and for one system.
            .filter(option -> !option.startsWith("-Xlog:"))
            .filter(option -> !image.contains(option))
            .toList();
    assertEquals(List.of(), missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bin/langfast2api", "bin/langfast2api.bat"})
  void theDownloadHasItsOwnModelsUnlessOthersAreNamed(String file) throws IOException {
    String launcher = Files.readString(DOWNLOAD.resolve(file)).replace('\\', '/');
    assertTrue(launcher.contains("home%/models.json") || launcher.contains("$home/models.json"));
    assertTrue(Pattern.compile("MODELS_FILE:['\"] application\\.yaml").matcher(launcher).find());
  }

  /** cmd.exe loses its place in a file whose lines end otherwise. */
  @Test
  void theLauncherForWindowsHasItsLineEnds() throws IOException {
    String launcher = Files.readString(DOWNLOAD.resolve("bin/langfast2api.bat"));
    assertTrue(launcher.endsWith("\r\n"));
    assertEquals(-1, launcher.replace("\r\n", "").indexOf('\n'));
  }

  private static Set<String> options(String launcher) {
    return JVM_OPTION
        .matcher(launcher)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> line.startsWith("-")).toList();
  }
}
