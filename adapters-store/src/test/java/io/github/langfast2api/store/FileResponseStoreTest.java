package io.github.langfast2api.store;

import static io.github.langfast2api.store.StoreStage.assertFound;
import static io.github.langfast2api.store.StoreStage.key;
import static io.github.langfast2api.store.StoreStage.response;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.contract.ManualClock;
import io.github.langfast2api.ports.state.StoreLimits;
import io.github.langfast2api.ports.state.StoreUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FileResponseStoreTest {

  private final StoreStage stage;

  FileResponseStoreTest(@TempDir Path folder) {
    stage = new StoreStage(folder.resolve("state").resolve("responses.db"));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(stage.file().resolveSibling("."))) {
      return files.map(Path::normalize).sorted().toList();
    }
  }

  @Test
  void responsesAndTheirFiguresOutliveAClosedStore() {
    StoreUsage usage;
    try (FileResponseStore store = stage.open()) {
      store.put(response("resp_1", "one"));
      store.put(response("resp_2", "two"));
      store.put(response("resp_3", "three"));
      assertTrue(store.delete(key("resp_2")));
      usage = store.usage();
    }
    try (FileResponseStore store = stage.open()) {
      assertEquals(Optional.of(response("resp_1", "one")), store.find(key("resp_1")));
      assertEquals(Optional.empty(), store.find(key("resp_2")));
      assertEquals(Optional.of(response("resp_3", "three")), store.find(key("resp_3")));
      assertEquals(usage, store.usage());
    }
    stage.assertNotWarned();
  }

  @Test
  void limitsThatBecameTighterHoldFromTheNextResponseOn() {
    try (FileResponseStore store = stage.open()) {
      for (int i = 1; i <= 5; i++) {
        store.put(response("resp_" + i, "text"));
      }
    }
    StoreLimits two = new StoreLimits(Duration.ofDays(1), 2, 1000);
    try (FileResponseStore store = stage.open("", two)) {
      store.put(response("resp_6", "text"));
      assertFound(store, "resp_5", "resp_6");
      assertEquals(new StoreUsage(2, 12, 4, 0), store.usage());
    }
  }

  @Test
  void theOwnerAloneCanReadTheFilesAndThereAreNoOthers() throws IOException {
    try (FileResponseStore store = stage.open()) {
      for (int i = 0; i < 20; i++) {
        store.put(response("resp_" + i, "x".repeat(1_000_000)));
      }
      assertEquals(List.of(stage.file(), stage.journal()), files());
      for (Path file : files()) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
      Path folder = stage.file().resolveSibling("").normalize();
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }
    assertEquals(List.of(stage.file(), stage.journal()), files());
  }

  @Test
  void filesThatOthersCouldReadAreMadePrivate() throws IOException {
    stage.openAndClose();
    for (Path file : files()) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
    stage.openAndClose();
    for (Path file : files()) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void oneNamedThreadDoesTheWorkUntilTheStoreIsClosed() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    FileResponseStore store = stage.open();
    for (int i = 0; i < 10; i++) {
      store.put(response("resp_" + i, "x".repeat(1_000_000)));
    }
    List<Thread> begun =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !before.contains(thread))
            .toList();
    assertEquals(List.of("responses-store"), begun.stream().map(Thread::getName).toList());
    store.close();
    assertTrue(begun.getFirst().join(Duration.ofMinutes(1)));
  }

  @Test
  void anInterruptEndsTheWaitAndHarmsNobodyElse() {
    try (FileResponseStore store = stage.open()) {
      store.put(response("resp_1", "one"));
      for (int i = 0; i < 50; i++) {
        Thread.currentThread().interrupt();
        try {
          assertFound(store, "resp_1");
        } catch (ChatException e) {
          assertInstanceOf(ChatFailure.Cancelled.class, e.failure());
        }
        assertTrue(Thread.interrupted());
      }
      assertFound(store, "resp_1");
    }
    stage.assertNotWarned();
  }

  @Test
  void whatHasNotBegunWhenItsCallerIsInterruptedIsNotDone() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    AtomicBoolean slow = new AtomicBoolean();
    InstantSource slowClock =
        () -> {
          if (slow.compareAndSet(true, false)) {
            begun.countDown();
            assertDoesNotThrow(() -> released.await());
          }
          return ManualClock.START;
        };
    try (FileResponseStore store = new FileResponseStore(stage.file(), StoreStage.WIDE, slowClock);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      store.put(response("resp_1", "one"));
      slow.set(true);
      Future<?> slowPut = threads.submit(() -> store.put(response("resp_2", "two")));
      begun.await();
      assertCancelled(() -> store.put(response("resp_3", "three")));
      assertCancelled(() -> store.delete(key("resp_1")));
      released.countDown();
      slowPut.get();
      assertFound(store, "resp_1", "resp_2");
      assertEquals(Optional.empty(), store.find(key("resp_3")));
      assertEquals(0, store.usage().failures());
    }
    stage.assertNotWarned();
  }

  private static void assertCancelled(Executable call) {
    Thread.currentThread().interrupt();
    ChatException failure = assertThrows(ChatException.class, call);
    assertInstanceOf(ChatFailure.Cancelled.class, failure.failure());
    assertTrue(Thread.interrupted());
  }

  @Test
  void theFileStopsGrowingWhenTheStoreIsFull() throws IOException {
    long limit = 20_000_000;
    StoreLimits limits = new StoreLimits(Duration.ofDays(30), 1000, limit);
    try (FileResponseStore store = stage.open("", limits)) {
      for (int i = 0; i < 6000; i++) {
        store.put(response("resp_" + i, "x".repeat(40_000)));
      }
      assertEquals(500, store.usage().responses() + 1);
      assertTrue(store.usage().bytes() <= limit);
    }
    long bytes = Files.size(stage.file()) + Files.size(stage.journal());
    assertTrue(bytes < 4 * limit, bytes + " bytes for " + limit);
  }

  @Test
  void whatIsOverAgeGoesFromTheFileWithoutBeingAskedFor() {
    ManualClock clock = new ManualClock();
    StoreLimits limits = StoreStage.WIDE;
    try (FileResponseStore store = new FileResponseStore(stage.file(), limits, clock)) {
      for (int i = 0; i < 2500; i++) {
        store.put(response("resp_" + i, "text"));
      }
    }
    clock.advance(limits.maxAge());
    try (FileResponseStore store = new FileResponseStore(stage.file(), limits, clock)) {
      assertFalse(store.delete(key("resp_1")));
      assertEquals(new StoreUsage(0, 0, 0, 0), store.usage());
    }
  }
}
