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
 * The status page in a real Chromium: at a gateway that has an account and asks for a key, and at
 * one that is a guest of LangFast's and asks for none.
 */
@Timeout(300)
class StatusPageIT {

  private static LangFastServer langFast;
  private static GatewayProcess gateway;
  private static GatewayProcess guest;

  @BeforeAll
  static void start() throws Exception {
    langFast = LangFastServer.start();
    gateway = GatewayProcess.start(langFast.settings());
    guest = GatewayProcess.start(langFast.guestSettings());
  }

  @AfterAll
  static void stop() {
    guest.close();
    gateway.close();
    langFast.close();
  }

  static List<String> scripts() throws IOException {
    return Node.scripts("status").stream().filter(name -> name.endsWith(".test.mjs")).toList();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aBrowserShowsWhatTheGatewayKnows(String script) throws Exception {
    Path screenshots = Files.createDirectories(Path.of("target", "status")).toAbsolutePath();
    Node.test(
        "status/" + script,
        Map.of(
            "GATEWAY_URL", gateway.url(),
            "GUEST_URL", guest.url(),
            "UPSTREAM_URL", langFast.url(),
            "SCREENSHOTS", screenshots.toString()));
  }
}
