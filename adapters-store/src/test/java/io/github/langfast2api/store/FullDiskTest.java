package io.github.langfast2api.store;

import static io.github.langfast2api.store.StoreStage.assertFound;
import static io.github.langfast2api.store.StoreStage.assertUnavailable;
import static io.github.langfast2api.store.StoreStage.key;
import static io.github.langfast2api.store.StoreStage.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import java.nio.file.Path;
import java.util.Optional;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FullDiskTest {

  private final StoreStage stage;
  private final FullDisk disk = new FullDisk();

  FullDiskTest(@TempDir Path folder) {
    stage = new StoreStage(folder.resolve("responses.db"));
  }

  @BeforeEach
  void mount() {
    FilePath.register(disk);
  }

  @AfterEach
  void unmount() {
    FullDisk.clear();
    FilePath.unregister(disk);
    stage.close();
  }

  private FileResponseStore open() {
    return stage.open(FullDisk.SCHEME + ":", StoreStage.WIDE);
  }

  @Test
  void onAFullDiskNothingIsStoredWhatIsThereIsFoundAndWithRoomAllIsWell() {
    try (FileResponseStore store = open()) {
      store.put(response("resp_1", "one"));
      FullDisk.leave(0);
      assertUnavailable(() -> store.put(response("resp_2", "two")));
      stage.assertWarnedOnce("responses cannot be stored: No space left on device");
      assertUnavailable(() -> store.delete(key("resp_1")));
      stage.passBackoff();
      assertUnavailable(() -> store.put(response("resp_2", "two")));
      assertFound(store, "resp_1");
      assertEquals(Optional.empty(), store.find(key("resp_2")));
      assertEquals(3, store.usage().failures());
      FullDisk.clear();
      stage.passBackoff();
      store.put(response("resp_3", "three"));
      assertFound(store, "resp_1", "resp_3");
      stage.assertNotWarned();
    }
    try (FileResponseStore store = open()) {
      assertFound(store, "resp_1", "resp_3");
      assertEquals(2, store.usage().responses());
    }
  }

  @Test
  void whereThereIsRoomForADeletionAloneItIsDone() {
    try (FileResponseStore store = open()) {
      store.put(response("resp_1", "one"));
      store.put(response("resp_2", "two"));
      FullDisk.leave(200);
      assertUnavailable(() -> store.put(response("resp_3", "x".repeat(1000))));
      stage.assertWarnedOnce("responses cannot be stored: No space left on device");
      FullDisk.leave(200);
      assertTrue(store.delete(key("resp_1")));
      assertUnavailable(() -> store.put(response("resp_4", "")));
      FullDisk.leave(0);
      assertUnavailable(() -> store.delete(key("resp_2")));
      stage.assertNotWarned();
      FullDisk.clear();
      stage.passBackoff();
      store.put(response("resp_4", ""));
    }
    try (FileResponseStore store = open()) {
      assertEquals(Optional.empty(), store.find(key("resp_1")));
      assertFound(store, "resp_2", "resp_4");
    }
  }

  @Test
  void aDiskThatFillsUpInACommitCostsNothingThatWasStored() {
    String megabyte = "x".repeat(1 << 20);
    long[] rooms = {0, 4096, 1 << 20, 3 << 20, 5 << 20};
    try (FileResponseStore store = open()) {
      store.put(response("resp_before", megabyte));
      for (long room : rooms) {
        FullDisk.leave(room);
        long failures = store.usage().failures();
        int stored = 0;
        while (store.usage().failures() < failures + 6) {
          stored += putOrFail(store, "resp_" + room + "_" + stored, megabyte);
          stage.passBackoff();
        }
        FullDisk.clear();
        stage.passBackoff();
        store.put(response("resp_after_" + room, "text"));
        assertFound(store, "resp_before", "resp_after_" + room);
        for (int i = 0; i < stored; i++) {
          assertFound(store, "resp_" + room + "_" + i);
        }
      }
    }
    try (FileResponseStore store = open()) {
      assertFound(store, "resp_before");
      for (long room : rooms) {
        assertFound(store, "resp_after_" + room);
      }
    }
  }

  /** Returns 1 if the response is stored and found, also after a failure of the next one. */
  private static int putOrFail(FileResponseStore store, String id, String text) {
    try {
      store.put(response(id, text));
    } catch (ChatException e) {
      return 0;
    }
    assertFound(store, id, "resp_before");
    return 1;
  }
}
