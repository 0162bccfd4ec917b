package io.github.langfast2api.app;

import io.github.langfast2api.app.config.AppConfig;
import io.github.langfast2api.app.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The training run for the JVM's ahead-of-time cache (JEP 514): with {@code -XX:AOTCacheOutput} it
 * writes a cache with which the gateway starts in half the time. It starts the gateway with the
 * simulator, sends it requests of each kind, and exits.
 */
final class Training {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "PORT", "0", "HOST", "127.0.0.1", "LANGFAST_UPSTREAM", "simulator", "LOG_LEVEL", "error");

  /** How often each request is sent. */
  private static final int REPETITIONS = 20;

  private Training() {}

  /** Runs the training; there are no arguments. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("training");
    Map<String, String> properties =
        Map.of("user.home", ".", "LANGFAST_SESSION_FILE", folder.resolve("session").toString());
    AppConfig config = AppConfig.of(Settings.of(properties, SETTINGS));
    Logging.start(config.telemetry());
    try (RunningGateway gateway = new Wiring(config).start();
        HttpClient http = HttpClient.newHttpClient()) {
      String base = "http://127.0.0.1:" + gateway.port();
      for (int i = 0; i < REPETITIONS; i++) {
        get(http, base + "/v1/models");
        get(http, base + "/health/ready");
        get(http, base + "/metrics");
        get(http, base + "/playground");
        get(http, base + "/no/such/path");
        ask(http, base, i % 2 == 0);
      }
    }
    delete(folder);
    System.exit(0);
  }

  /** Deletes the folder with the file of stored responses, which is there to be learned as well. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static void get(HttpClient http, String url) throws Exception {
    var unused =
        http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private static void ask(HttpClient http, String base, boolean stream) throws Exception {
    String body =
        """
        {"model": "gpt-4.1", "stream": %s, "temperature": 1, "stop": ["!"],
         "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "hi"}]}
        """
            .formatted(stream);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/v1/chat/completions"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var unused = http.send(request, BodyHandlers.ofString());
  }
}
