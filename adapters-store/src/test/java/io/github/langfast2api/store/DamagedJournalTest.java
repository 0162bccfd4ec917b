package io.github.langfast2api.store;

import static io.github.langfast2api.store.StoreStage.aside;
import static io.github.langfast2api.store.StoreStage.assertFound;
import static io.github.langfast2api.store.StoreStage.assertUnavailable;
import static io.github.langfast2api.store.StoreStage.key;
import static io.github.langfast2api.store.StoreStage.response;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal of a killed process is damaged, in one place or in several. */
@Timeout(120)
class DamagedJournalTest {

  private static final int RESPONSES = 12;
  private static final int HEADER_BYTES = 16;
  private static final String DAMAGED = "set aside as responses.db.journal.damaged-1";

  private final StoreStage stage;

  DamagedJournalTest(@TempDir Path folder) {
    stage = new StoreStage(folder.resolve("responses.db"));
  }

  @BeforeEach
  void fillJournal() throws IOException {
    FileResponseStore store = stage.open();
    for (int i = 0; i < RESPONSES; i++) {
      store.put(response("resp_" + i, Integer.toHexString(i).repeat(1000)));
    }
    stage.kill(store);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private byte[] journal() throws IOException {
    return Files.readAllBytes(stage.journal());
  }

  /** Where the records begin, with their lengths, and the end of the last one. */
  private List<Integer> places() throws IOException {
    ByteBuffer journal = ByteBuffer.wrap(journal());
    List<Integer> places = new ArrayList<>(List.of(HEADER_BYTES));
    for (int place = HEADER_BYTES; place < journal.limit(); places.add(place)) {
      place += Integer.BYTES + journal.getInt(place);
    }
    return places;
  }

  private static Set<String> found(FileResponseStore store) {
    Set<String> found = new TreeSet<>();
    for (int i = 0; i < RESPONSES; i++) {
      String id = "resp_" + i;
      store
          .find(key(id))
          .ifPresent(
              response -> {
                assertEquals(
                    Integer.toHexString(Integer.parseInt(id.substring(5))).repeat(1000),
                    response.response());
                found.add(id);
              });
    }
    return found;
  }

  private static Set<String> allBut(Integer... lost) {
    Set<String> ids = new TreeSet<>();
    IntStream.range(0, RESPONSES)
        .filter(i -> !List.of(lost).contains(i))
        .forEach(i -> ids.add("resp_" + i));
    return ids;
  }

  /**
   * Checks what is found, that the journal is kept as it was, and that all is well from then on.
   */
  private void assertKept(byte[] damaged, Set<String> kept) throws IOException {
    Files.write(stage.journal(), damaged);
    try (FileResponseStore store = stage.open()) {
      assertEquals(kept, found(store));
      stage.assertWarnedOnce(DAMAGED);
      assertEquals(new TreeSet<>(kept).size(), store.usage().responses());
      store.put(response("resp_new", "new"));
    }
    assertArrayEquals(damaged, Files.readAllBytes(aside(stage.journal(), 1)));
    assertFalse(Files.exists(aside(stage.file(), 1)));
    try (FileResponseStore store = stage.open()) {
      assertEquals(kept, found(store));
      assertFound(store, "resp_new");
    }
    stage.assertNotWarned();
  }

  private void assertKeptAfterFlipping(int place, Set<String> kept) throws IOException {
    byte[] journal = journal();
    journal[place] ^= 0x10;
    assertKept(journal, kept);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 7, 8, 9, 16, 20, 24, 40, 1000})
  void aBitThatFlipsInARecordCostsThatRecordAlone(int offset) throws IOException {
    assertKeptAfterFlipping(places().get(3) + offset, allBut(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aBitThatFlipsInALengthCostsNothing(int offset) throws IOException {
    assertKeptAfterFlipping(places().get(3) + offset, allBut());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aBitThatFlipsInTheLastLengthCostsNothing(int offset) throws IOException {
    assertKeptAfterFlipping(places().get(RESPONSES - 1) + offset, allBut());
  }

  @Test
  void aLastRecordThatIsAllThereButDamagedIsNotTakenForAnIncompleteOne() throws IOException {
    assertKeptAfterFlipping(journal().length - 1, allBut(RESPONSES - 1));
  }

  @Test
  void damageOverSeveralRecordsCostsThoseThatItHit() throws IOException {
    byte[] journal = journal();
    Arrays.fill(journal, places().get(3) - 1, places().get(6) + 1, (byte) 0);
    Arrays.fill(journal, places().get(8), places().get(8) + 100, (byte) 0xa5);
    assertKept(journal, allBut(2, 3, 4, 5, 8));
  }

  @Test
  void damageBeforeAnIncompleteRecordIsStillDamage() throws IOException {
    byte[] journal = Arrays.copyOf(journal(), journal().length - 5);
    journal[places().get(3) + 50]++;
    assertKept(journal, allBut(3, RESPONSES - 1));
  }

  @Test
  void bytesAfterTheLastRecordThatNoneBeginsWithAreDamage() throws IOException {
    byte[] journal = Arrays.copyOf(journal(), journal().length + 1000);
    Arrays.fill(journal, journal().length, journal.length, (byte) 0x7f);
    assertKept(journal, allBut());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 500})
  void anIncompleteLastRecordIsNoDamage(int bytes) throws IOException {
    Files.write(stage.journal(), Arrays.copyOf(journal(), places().get(RESPONSES - 1) + bytes));
    assertCutOff(allBut(RESPONSES - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 100_000})
  void zerosAtTheEndAreNoDamage(int bytes) throws IOException {
    Files.write(stage.journal(), Arrays.copyOf(journal(), journal().length + bytes));
    assertCutOff(allBut());
  }

  private void assertCutOff(Set<String> kept) throws IOException {
    try (FileResponseStore store = stage.open()) {
      assertEquals(kept, found(store));
      stage.assertWarnedOnce("are no whole record, and are left out");
      store.put(response("resp_new", "new"));
    }
    assertFalse(Files.exists(aside(stage.journal(), 1)));
    try (FileResponseStore store = stage.open()) {
      assertEquals(kept, found(store));
      assertFound(store, "resp_new");
    }
    stage.assertNotWarned();
  }

  @Test
  void aDeletionThatIsDamagedIsNotDone() throws IOException {
    FileResponseStore store = stage.open();
    assertTrue(store.delete(key("resp_3")));
    stage.kill(store);
    assertKeptAfterFlipping(journal().length - 1, allBut());
  }

  @Test
  void aDiskThatIsFullGetsOneCopyAndTheDamagedJournalStaysUntilThereIsRoom() throws IOException {
    byte[] journal = journal();
    journal[places().get(3) + 50]++;
    Files.write(stage.journal(), journal);
    FullDisk disk = new FullDisk();
    FilePath.register(disk);
    FullDisk.leave(0);
    try (FileResponseStore store = stage.open(FullDisk.SCHEME + ":", StoreStage.WIDE)) {
      for (int i = 0; i < 4; i++) {
        assertUnavailable(() -> store.find(key("resp_1")));
        stage.passBackoff();
      }
      stage.assertWarnedOnce("No space left on device");
      assertArrayEquals(journal, journal());
      FullDisk.clear();
      assertEquals(allBut(3), found(store));
      stage.assertWarnedOnce(DAMAGED);
      assertFalse(Files.exists(aside(stage.journal(), 2)));
    } finally {
      FullDisk.clear();
      FilePath.unregister(disk);
    }
  }

  @Test
  void noMoreThanThreeDamagedJournalsAreKept() throws IOException {
    byte[] journal = journal();
    for (int i = 1; i <= 3; i++) {
      Files.writeString(aside(stage.journal(), i), "damage " + i);
    }
    journal[places().get(3) + 50]++;
    Files.write(stage.journal(), journal);
    try (FileResponseStore store = stage.open()) {
      assertUnavailable(() -> store.find(key("resp_1")));
      stage.assertWarnedOnce("delete *.damaged-*");
      assertArrayEquals(journal, journal());
      Files.delete(aside(stage.journal(), 1));
      stage.passBackoff();
      assertEquals(allBut(3), found(store));
      stage.assertWarnedOnce(DAMAGED);
    }
  }

  @Test
  void damageOfTheDatabaseSetsAsideAHealthyJournalAsItIs() throws IOException {
    stage.openAndClose();
    FileResponseStore store = stage.open();
    assertTrue(store.delete(key("resp_7")));
    for (int i = 0; i < 5; i++) {
      store.put(response("resp_later_" + i, "text"));
    }
    stage.kill(store);
    stage.damageText("7".repeat(1000));
    byte[] database = Files.readAllBytes(stage.file());
    byte[] journal = journal();
    try (FileResponseStore begun = stage.open()) {
      begun.put(response("resp_new", "new"));
      assertFound(begun, "resp_new");
      assertEquals(Optional.empty(), begun.find(key("resp_later_1")));
      stage.assertWarnedOnce("set aside as responses.db.damaged-1");
    }
    assertArrayEquals(database, Files.readAllBytes(aside(stage.file(), 1)));
    assertArrayEquals(journal, Files.readAllBytes(aside(stage.journal(), 1)));
  }
}
