package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Moments;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file of stored responses as an operator meets it. */
@Timeout(300)
class StoredResponsesIT {

  private final Path folder;

  StoredResponsesIT(@TempDir Path folder) {
    this.folder = folder;
  }

  private GatewayProcess start(String store) throws Exception {
    return GatewayProcess.start(
        Map.of(
            "LANGFAST_SESSION_FILE",
            folder.resolve("session.json").toString(),
            "RESPONSES_STORE",
            store));
  }

  private static HttpResponse<String> get(String url) throws IOException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  /** Waits for the readiness that comes with LangFast, whatever the store is like. */
  private static void awaitReady(GatewayProcess gateway) {
    Moments.until(
        "it is ready",
        () -> {
          try {
            return get(gateway.url() + "/health/ready").statusCode() == 200;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void theFileIsBesideTheSessionForItsOwnerAloneAndItsFiguresAreInTheMetrics() throws Exception {
    try (GatewayProcess gateway = start("file")) {
      String metrics = get(gateway.url() + "/metrics").body();
      assertTrue(metrics.contains("\nlangfast2api_responses_stored 0.0\n"), metrics);
      gateway.stop();
      for (String file : List.of("responses.db", "responses.db.journal")) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))));
      }
      assertFalse(gateway.output().contains("WARN"), gateway.output());
    }
  }

  @Test
  void aSecondGatewayOnTheSameFileSaysSoInOneSentenceAndServes() throws Exception {
    try (GatewayProcess first = start("file");
        GatewayProcess second = start("file")) {
      awaitReady(second);
      second.stop();
      String output = second.output();
      String words = "responses.db is in use by another process";
      assertEquals(2, output.split(words, -1).length, output);
      assertFalse(output.contains("\tat "), output);
      awaitReady(first);
    }
  }

  @Test
  void withoutAStoreThereIsNoFile() throws Exception {
    try (GatewayProcess gateway = start("off")) {
      awaitReady(gateway);
      gateway.stop();
      assertFalse(Files.exists(folder.resolve("responses.db")));
    }
  }
}
