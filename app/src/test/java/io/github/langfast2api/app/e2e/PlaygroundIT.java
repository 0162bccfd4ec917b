package io.github.langfast2api.app.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The playground in a real Chromium: at a gateway whose LangFast says what it is told to say, and
 * which asks for a key, and at one as it starts when nothing is configured.
 */
@Timeout(300)
class PlaygroundIT {

  private static LangFastServer langFast;
  private static GatewayProcess scripted;
  private static GatewayProcess simulated;

  @BeforeAll
  static void start() throws Exception {
    langFast = LangFastServer.start();
    scripted = GatewayProcess.start(langFast.settings());
    simulated = GatewayProcess.start(Map.of());
  }

  @AfterAll
  static void stop() {
    simulated.close();
    scripted.close();
    langFast.close();
  }

  static List<String> scripts() throws IOException {
    return Node.scripts("playground").stream().filter(name -> name.endsWith(".test.mjs")).toList();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aBrowserFindsAllAsItShouldBe(String script) throws Exception {
    Path screenshots = Files.createDirectories(Path.of("target", "playground")).toAbsolutePath();
    Node.test(
        "playground/" + script,
        Map.of(
            "GATEWAY_URL", scripted.url(),
            "SIMULATED_URL", simulated.url(),
            "UPSTREAM_URL", langFast.url(),
            "SCREENSHOTS", screenshots.toString(),
            "JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "CLASS_PATH", System.getProperty("java.class.path")));
  }
}
