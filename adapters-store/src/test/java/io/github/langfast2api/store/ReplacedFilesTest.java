package io.github.langfast2api.store;

import static io.github.langfast2api.store.StoreStage.assertFound;
import static io.github.langfast2api.store.StoreStage.key;
import static io.github.langfast2api.store.StoreStage.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody removes or replaces the files under a store that has them open. */
@Timeout(120)
class ReplacedFilesTest {

  private static final String NOTICED = "was removed or replaced while it was open";

  private final Path folder;
  private final StoreStage stage;

  ReplacedFilesTest(@TempDir Path folder) {
    this.folder = folder;
    this.stage = new StoreStage(folder.resolve("state").resolve("responses.db"));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private void remove() throws IOException {
    Files.delete(stage.file());
    Files.delete(stage.journal());
  }

  @Test
  void whatIsStoredAfterTheFilesAreRemovedIsInNewOnes() throws IOException {
    try (FileResponseStore store = stage.open()) {
      store.put(response("resp_1", "one"));
      remove();
      assertFound(store, "resp_1");
      for (int i = 2; i < 14; i++) {
        store.put(response("resp_" + i, "text"));
      }
      stage.assertWarnedOnce(NOTICED);
      assertEquals(Optional.empty(), store.find(key("resp_1")));
      assertEquals(12, store.usage().responses());
      assertEquals(0, store.usage().failures());
    }
    try (FileResponseStore store = stage.open()) {
      for (int i = 2; i < 14; i++) {
        assertFound(store, "resp_" + i);
      }
    }
    stage.assertNotWarned();
  }

  @Test
  void aFolderThatIsRemovedIsCreatedAgain() throws IOException {
    try (FileResponseStore store = stage.open()) {
      store.put(response("resp_1", "one"));
      remove();
      Files.delete(folder.resolve("state"));
      assertFalse(store.delete(key("resp_1")));
      stage.assertWarnedOnce(NOTICED);
      store.put(response("resp_2", "two"));
    }
    try (FileResponseStore store = stage.open()) {
      assertFound(store, "resp_2");
    }
  }

  @Test
  void aJournalThatIsRemovedCostsNothing() throws IOException {
    try (FileResponseStore store = stage.open()) {
      store.put(response("resp_1", "one"));
      Files.delete(stage.journal());
      store.put(response("resp_2", "two"));
      stage.assertWarnedOnce(NOTICED);
      assertFound(store, "resp_1", "resp_2");
    }
    try (FileResponseStore store = stage.open()) {
      assertFound(store, "resp_1", "resp_2");
    }
    stage.assertNotWarned();
  }

  @Test
  void filesThatAreMovedIntoTheirPlaceAreOpened() throws IOException {
    StoreStage backup = new StoreStage(folder.resolve("backup").resolve("responses.db"));
    try (backup;
        FileResponseStore store = backup.open()) {
      store.put(response("resp_backup", "text"));
    }
    try (FileResponseStore store = stage.open()) {
      store.put(response("resp_1", "one"));
      remove();
      Files.move(backup.file(), stage.file());
      Files.move(backup.journal(), stage.journal());
      store.put(response("resp_2", "two"));
      stage.assertWarnedOnce(NOTICED);
      assertFound(store, "resp_backup", "resp_2");
      assertEquals(Optional.empty(), store.find(key("resp_1")));
    }
    try (FileResponseStore store = stage.open()) {
      assertFound(store, "resp_backup", "resp_2");
    }
  }

  @Test
  void maintenanceNoticesFilesThatAreRemoved() throws Exception {
    ReopenedFile file =
        new ReopenedFile(new StoreFiles(stage.file(), ""), StoreStage.WIDE, () -> 0);
    file.put(ResponseRecord.of(response("resp_1", "one")), ManualClock.START);
    file.maintain(ManualClock.START);
    stage.assertNotWarned();
    remove();
    file.maintain(ManualClock.START);
    stage.assertWarnedOnce(NOTICED);
    assertTrue(Files.exists(stage.file()));
    assertEquals(Optional.empty(), file.find(key("resp_1"), ManualClock.START));
    file.close();
  }
}
