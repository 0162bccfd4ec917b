package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.app.config.AppConfig;
import io.github.langfast2api.app.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BannerTest {

  private static String banner(Map<String, String> settings) {
    return Banner.of(AppConfig.of(Settings.of(Map.of("user.home", "."), settings)), 8123);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,   http://127.0.0.1:8123,   http://127.0.0.1:8123",
    "localhost,   http://localhost:8123,   http://localhost:8123",
    "192.0.2.7,   http://192.0.2.7:8123,   http://192.0.2.7:8123",
    "::1,         http://[::1]:8123,       http://[::1]:8123",
    "[::1],       http://[::1]:8123,       http://[::1]:8123",
    "fe80::1%lo,  http://[fe80::1%25lo]:8123, http://[fe80::1%25lo]:8123",
    "0.0.0.0,     http://0.0.0.0:8123,     http://127.0.0.1:8123",
    "::,          http://[::]:8123,        http://127.0.0.1:8123",
  })
  void itNamesAddressesToGoTo(String host, String listens, String reachable) {
    String banner = banner(Map.of("HOST", host));
    assertTrue(banner.startsWith("langfast2api listens on " + listens + ", "), banner);
    assertTrue(banner.contains("OpenAI base URL " + reachable + "/v1\n"), banner);
    assertTrue(banner.contains("browser: " + reachable + "/playground\n"), banner);
  }

  @ParameterizedTest
  @CsvSource({"'', https://langfa.st", "a-key, LANGFAST_ANON_KEY"})
  void itNamesWhereTheKeyComesFrom(String key, String origin) {
    String banner = banner(Map.of("LANGFAST_UPSTREAM", "langfast", "LANGFAST_ANON_KEY", key));
    assertTrue(banner.contains(".supabase.co, with the key of " + origin + ".\n"), banner);
  }

  @Test
  void theyBeginWithHttpsWhereTlsIsSpoken(@TempDir Path folder) throws IOException {
    String file = Files.writeString(folder.resolve("some.pem"), "").toString();
    String banner =
        banner(Map.of("HOST", "0.0.0.0", "TLS_CERTIFICATE_FILE", file, "TLS_KEY_FILE", file));
    assertTrue(banner.contains("browser: https://127.0.0.1:8123/playground\n"), banner);
  }
}
