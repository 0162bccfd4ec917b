package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  private static HttpResponse<String> get(String url) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
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
      assertEquals(200, get(second.url() + "/health/ready").statusCode());
      second.stop();
      String output = second.output();
      String words = "responses.db is in use by another process";
      assertEquals(2, output.split(words, -1).length, output);
      assertFalse(output.contains("\tat "), output);
      assertEquals(200, get(first.url() + "/health/ready").statusCode());
    }
  }

  @Test
  void withoutAStoreThereIsNoFile() throws Exception {
    try (GatewayProcess gateway = start("off")) {
      assertEquals(200, get(gateway.url() + "/health/ready").statusCode());
      gateway.stop();
      assertFalse(Files.exists(folder.resolve("responses.db")));
    }
  }
}
