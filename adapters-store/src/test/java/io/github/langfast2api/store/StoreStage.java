package io.github.langfast2api.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.contract.ManualClock;
import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.StoreLimits;
import io.github.langfast2api.ports.state.StoredResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.function.Executable;

/** A place for stores on files, with clocks that a test moves, and what they tell the log. */
final class StoreStage implements AutoCloseable {

  static final StoreLimits WIDE = new StoreLimits(Duration.ofDays(30), 100_000, 1L << 30);

  private static final Logger LOGGER = Logger.getLogger("io.github.langfast2api.store");

  private final ManualClock clock = new ManualClock();
  private final AtomicLong nanoTime = new AtomicLong();
  private final Path file;
  private final List<LogRecord> warnings = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            warnings.add(entry);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  StoreStage(Path file) {
    this.file = file;
    LOGGER.addHandler(handler);
  }

  Path file() {
    return file;
  }

  Path journal() {
    return file.resolveSibling(file.getFileName() + ".journal");
  }

  FileResponseStore open() {
    return open("", WIDE);
  }

  FileResponseStore open(String scheme, StoreLimits limits) {
    return new FileResponseStore(new StoreFiles(file, scheme), limits, clock, nanoTime::get);
  }

  /** Begins the files, or opens them and closes them again. */
  void openAndClose() {
    try (FileResponseStore store = open()) {
      assertEquals(Optional.empty(), store.find(key("resp_none")));
    }
  }

  /** Closes a store and leaves its files as a kill would have, with the journal not emptied. */
  void kill(FileResponseStore store) throws IOException {
    byte[] database = Files.readAllBytes(file);
    byte[] journal = Files.readAllBytes(journal());
    store.close();
    Files.write(file, database);
    Files.write(journal(), journal);
  }

  /** Changes the last byte of this text in the database, wherever it is, which no page notices. */
  void damageText(String text) throws IOException {
    byte[] content = Files.readAllBytes(file);
    String characters = new String(content, ISO_8859_1);
    for (int at = characters.indexOf(text); at >= 0; at = characters.indexOf(text, at + 1)) {
      content[at + text.length() - 1]++;
    }
    Files.write(file, content);
  }

  /** The name under which a file is set aside. */
  static Path aside(Path file, int number) {
    return file.resolveSibling(file.getFileName() + ".damaged-" + number);
  }

  /** Lets the backoff pass that follows a failure. */
  void passBackoff() {
    nanoTime.addAndGet(Duration.ofSeconds(6).toNanos());
  }

  static StoredResponse response(String id, String text) {
    return new StoredResponse(key(id), Optional.empty(), ManualClock.START, "[]", text);
  }

  static ResponseKey key(String id) {
    return new ResponseKey("ann", id);
  }

  static void assertFound(FileResponseStore store, String... ids) {
    for (String id : ids) {
      assertEquals(key(id), store.find(key(id)).orElseThrow().key());
    }
  }

  static void assertUnavailable(Executable call) {
    ChatException failure = assertThrows(ChatException.class, call);
    assertInstanceOf(ChatFailure.StoreUnavailable.class, failure.failure());
  }

  /** Checks that the log was told one sentence with these words, and nothing else but that. */
  void assertWarnedOnce(String words) {
    List<String> told = warnings.stream().map(StoreStage::text).toList();
    assertEquals(1, told.size(), told.toString());
    assertTrue(told.getFirst().contains(words), told.getFirst());
    assertNull(warnings.getFirst().getThrown());
    warnings.clear();
  }

  void assertNotWarned() {
    assertEquals(List.of(), warnings.stream().map(StoreStage::text).toList());
  }

  private static String text(LogRecord entry) {
    return MessageFormat.format(entry.getMessage(), entry.getParameters());
  }

  @Override
  public void close() {
    LOGGER.removeHandler(handler);
  }
}
