package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.app.config.AppConfig;
import io.github.langfast2api.app.config.Settings;
import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoreUsage;
import io.github.langfast2api.ports.state.StoredResponse;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResponseStoresTest {

  private static final ResponseKey KEY = new ResponseKey("ann", "resp_1");

  private static ResponseStore store(Map<String, String> settings) {
    return ResponseStores.of(
        AppConfig.of(Settings.of(settings, Map.of())).responses(), Optional.empty());
  }

  private static ResponseStore store(Path folder, String kind) {
    return store(
        Map.of(
            "user.home",
            "/",
            "RESPONSES_STORE",
            kind,
            "LANGFAST_SESSION_FILE",
            folder.resolve("session.json").toString()));
  }

  private static void put(ResponseStore store) {
    store.put(new StoredResponse(KEY, Optional.empty(), Instant.now(), "[]", "{}"));
  }

  @Test
  void aFileIsBesideTheSessionFileAndKeepsResponsesOverARestart(@TempDir Path folder) {
    try (ResponseStore store = store(folder, "file")) {
      put(store);
    }
    assertTrue(Files.exists(folder.resolve("responses.db")));
    try (ResponseStore store = store(folder, "file")) {
      assertEquals("{}", store.find(KEY).orElseThrow().response());
    }
  }

  @Test
  void memoryKeepsResponsesUntilItIsClosedAndWritesNoFile(@TempDir Path folder) {
    try (ResponseStore store = store(folder, "memory")) {
      put(store);
      assertTrue(store.find(KEY).isPresent());
    }
    assertFalse(Files.exists(folder.resolve("responses.db")));
  }

  @Test
  void offKeepsNothing(@TempDir Path folder) {
    try (ResponseStore store = store(folder, "off")) {
      assertFalse(store.isEnabled());
      put(store);
      assertEquals(Optional.empty(), store.find(KEY));
    }
    assertFalse(Files.exists(folder.resolve("responses.db")));
  }

  @Test
  void whereThereIsNoPlaceForAFileResponsesAreKeptInMemory() {
    try (ResponseStore store = store(Map.of("user.home", "?"))) {
      put(store);
      assertTrue(store.find(KEY).isPresent());
    }
  }

  @Test
  void theMetricsTellTheFiguresOfTheStore() throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    ResponseStoreMetrics.register(registry, () -> new StoreUsage(3, 1000, 2, 1));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    String text = out.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("\nlangfast2api_responses_stored 3.0\n"), text);
    assertTrue(text.contains("\nlangfast2api_responses_stored_bytes 1000.0\n"), text);
    assertTrue(text.contains("\nlangfast2api_responses_evicted_total 2.0\n"), text);
    assertTrue(text.contains("\nlangfast2api_responses_store_failures_total 1.0\n"), text);
  }
}
