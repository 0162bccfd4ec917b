package io.github.langfast2api.store;

import static io.github.langfast2api.store.StoreStage.aside;
import static io.github.langfast2api.store.StoreStage.assertFound;
import static io.github.langfast2api.store.StoreStage.assertUnavailable;
import static io.github.langfast2api.store.StoreStage.key;
import static io.github.langfast2api.store.StoreStage.response;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class UnusableFilesTest {

  private final Path folder;
  private final StoreStage stage;

  UnusableFilesTest(@TempDir Path folder) {
    this.folder = folder;
    this.stage = new StoreStage(folder.resolve("state").resolve("responses.db"));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private void fill() {
    try (FileResponseStore store = stage.open()) {
      for (int i = 0; i < 300; i++) {
        store.put(response("resp_" + i, Integer.toHexString(i).repeat(10_000)));
      }
    }
  }

  private void assertNothingWorksUntil(Change cause, Change remedy, String words) throws Exception {
    cause.make();
    try (FileResponseStore store = stage.open()) {
      assertUnavailable(() -> store.put(response("resp_1", "one")));
      assertUnavailable(() -> store.find(key("resp_1")));
      assertUnavailable(() -> store.delete(key("resp_1")));
      stage.passBackoff();
      assertUnavailable(() -> store.find(key("resp_1")));
      stage.assertWarnedOnce(words);
      assertEquals(4, store.usage().failures());
      remedy.make();
      stage.passBackoff();
      store.put(response("resp_1", "one"));
      assertFound(store, "resp_1");
      stage.assertNotWarned();
    }
  }

  private interface Change {
    void make() throws Exception;
  }

  @Test
  void aDirectoryInTheFilesPlaceIsLeftAlone() throws Exception {
    assertNothingWorksUntil(
        () -> Files.createDirectories(stage.file()),
        () -> Files.delete(stage.file()),
        "responses.db is a directory");
  }

  @Test
  void aPlaceWhereNoFileCanBeIsTriedAgain() throws Exception {
    Path state = folder.resolve("state");
    assertNothingWorksUntil(() -> Files.createFile(state), () -> Files.delete(state), "state");
  }

  @Test
  void aFileThatAnotherStoreHasOpenIsLeftToIt() throws Exception {
    FileResponseStore other = stage.open();
    assertNothingWorksUntil(
        () -> other.put(response("resp_2", "two")), other::close, "is in use by another process");
    try (FileResponseStore store = stage.open()) {
      assertFound(store, "resp_1", "resp_2");
    }
  }

  @Test
  void aFileOfANewerVersionIsLeftAsItIs() throws Exception {
    stage.openAndClose();
    try (MVStore newer = MVStore.open(stage.file().toString())) {
      newer.setStoreVersion(2);
    }
    byte[] content = Files.readAllBytes(stage.file());
    assertNothingWorksUntil(
        () -> {},
        () -> {
          assertArrayEquals(content, Files.readAllBytes(stage.file()));
          Files.delete(stage.file());
        },
        "was written by a newer version");
  }

  @Test
  void aJournalOfANewerVersionIsLeftAsItIs() throws Exception {
    stage.openAndClose();
    byte[] content = Files.readAllBytes(stage.journal());
    byte[] newer = content.clone();
    newer[7] = 2;
    Files.write(stage.journal(), newer);
    assertNothingWorksUntil(
        () -> {},
        () -> {
          assertArrayEquals(newer, Files.readAllBytes(stage.journal()));
          Files.write(stage.journal(), content);
        },
        "was written by a newer version");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 4096, 8192, 1_000_000})
  void garbageIsSetAsideAsItIsAndANewFileIsBegun(int length) throws Exception {
    byte[] garbage = new byte[length];
    new Random(length).nextBytes(garbage);
    Files.createDirectories(folder.resolve("state"));
    Files.write(stage.file(), garbage);
    assertBegunAnew(garbage);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.3, 0.6, 0.9})
  void aFileThatIsCutOffIsSetAsideAsItIs(double part) throws Exception {
    fill();
    byte[] content = Files.readAllBytes(stage.file());
    byte[] cut = Arrays.copyOf(content, (int) (content.length * part));
    Files.write(stage.file(), cut);
    assertBegunAnew(cut);
  }

  private void assertBegunAnew(byte[] damaged) throws Exception {
    try (FileResponseStore store = stage.open()) {
      store.put(response("resp_new", "new"));
      assertFound(store, "resp_new");
      assertEquals(Optional.empty(), store.find(key("resp_7")));
      stage.assertWarnedOnce("set aside as responses.db.damaged-1");
      assertArrayEquals(damaged, Files.readAllBytes(aside(stage.file(), 1)));
      assertTrue(Files.exists(aside(stage.journal(), 1)));
    }
  }

  @Test
  void aJournalThatIsNoneIsSetAside() throws Exception {
    stage.openAndClose();
    Files.writeString(stage.journal(), "This is no journal of responses at all.");
    try (FileResponseStore store = stage.open()) {
      store.put(response("resp_1", "one"));
      stage.assertWarnedOnce("set aside as responses.db.damaged-1");
    }
    assertEquals(
        "This is no journal of responses at all.", Files.readString(aside(stage.journal(), 1)));
  }

  @Test
  void aDatabaseThatIsOlderThanItsJournalIsSetAsideWithIt() throws Exception {
    stage.openAndClose();
    byte[] old = Files.readAllBytes(stage.file());
    fill();
    Files.write(stage.file(), old);
    try (FileResponseStore store = stage.open()) {
      store.put(response("resp_1", "one"));
      stage.assertWarnedOnce("the database is older than its journal");
    }
  }

  @Test
  void aRecordThatWasNotWholeIsLeftOutAndTheOthersStay() throws Exception {
    FileResponseStore killed = stage.open();
    killed.put(response("resp_1", "one"));
    killed.put(response("resp_2", "two"));
    stage.kill(killed);
    byte[] journal = Files.readAllBytes(stage.journal());
    Files.write(stage.journal(), Arrays.copyOf(journal, journal.length - 1));
    try (FileResponseStore store = stage.open()) {
      assertFound(store, "resp_1");
      assertEquals(Optional.empty(), store.find(key("resp_2")));
      stage.assertWarnedOnce("are no whole record, and are left out");
      store.put(response("resp_3", "three"));
    }
    try (FileResponseStore store = stage.open()) {
      assertFound(store, "resp_1", "resp_3");
    }
    stage.assertNotWarned();
  }

  @Test
  void damageThatIsFoundWhenAResponseIsReadSetsTheFileAside() throws Exception {
    fill();
    stage.damageText("7".repeat(5000));
    try (FileResponseStore store = stage.open()) {
      assertUnavailable(() -> store.find(key("resp_7")));
      stage.assertWarnedOnce("set aside as responses.db.damaged-1");
      assertEquals(Optional.empty(), store.find(key("resp_7")));
      store.put(response("resp_7", "again"));
      assertFound(store, "resp_7");
    }
  }

  @Test
  void noMoreThanThreeDamagedFilesAreKept() throws Exception {
    for (int i = 1; i <= 3; i++) {
      stage.openAndClose();
      Files.writeString(stage.file(), "damage " + i);
      stage.openAndClose();
      stage.assertWarnedOnce("set aside as responses.db.damaged-" + i);
    }
    assertNothingWorksUntil(
        () -> Files.writeString(stage.file(), "damage 4"),
        () -> {
          assertEquals("damage 4", Files.readString(stage.file()));
          Files.delete(stage.file());
          Files.delete(stage.journal());
        },
        "delete *.damaged-*");
  }
}
