package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.ports.contract.Moments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./run --watch} over a project that stands in for this one: its Maven writes a jar, or
 * fails, as it is told.
 */
@Timeout(120)
class WatchIT {

  private final Path home;

  WatchIT(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void aChangedSourceIsBuiltAndStartedAndABrokenOneLeavesTheGatewayAsItWas() throws Exception {
    for (String file : List.of("run", ".mvn/find-jdk", "app/src/dist/root/lib/jvm.options")) {
      Path copy = home.resolve(file);
      Path unused = Files.createDirectories(copy.getParent());
      Files.copy(Path.of("..", file), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    Path source = Files.createDirectories(home.resolve("app/src/main")).resolve("Source.java");
    Files.writeString(source, "one");
    Path maven = Files.createDirectories(home.resolve("bin")).resolve("mvn");
    Files.writeString(
        maven,
        """
        #!/bin/sh
        if grep -q broken app/src/main/Source.java; then exit 1; fi
        mkdir -p app/target && cp "%s" app/target/langfast2api.jar && touch app/target/langfast2api.jar
        """
            .formatted(System.getProperty("gateway.jar")));
    assertEquals(true, maven.toFile().setExecutable(true));
    ProcessBuilder run =
        new ProcessBuilder(
            List.of("sh", "run", "--watch", "PORT=0", "LANGFAST_UPSTREAM=simulator"));
    run.directory(home.toFile());
    run.environment().merge("PATH", maven.getParent() + ":", (path, bin) -> bin + path);
    run.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try (RunningProcess watching = RunningProcess.start(run)) {
      Moments.until("it starts", () -> starts(watching) == 1);
      change(source, "two");
      Moments.until("it starts anew", () -> starts(watching) == 2);
      change(source, "broken");
      Moments.until("it says so", () -> watching.output().contains("The build failed"));
      change(source, "mended");
      Moments.until("it starts once more", () -> starts(watching) == 3);
      watching.stop();
    }
  }

  /** File systems tell times apart by the second, in the worst case. */
  private static void change(Path source, String content) throws Exception {
    Thread.sleep(1100);
    Files.writeString(source, content);
  }

  private static int starts(RunningProcess watching) {
    return watching.output().split("langfast2api listens on", -1).length - 1;
  }
}
