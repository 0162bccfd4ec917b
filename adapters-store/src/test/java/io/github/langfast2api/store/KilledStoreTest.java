package io.github.langfast2api.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.ManualClock;
import io.github.langfast2api.ports.state.StoredResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed again and again while it stores and deletes. */
@Timeout(300)
class KilledStoreTest {

  private static final int KILLS = 12;

  private final StoreStage stage;

  KilledStoreTest(@TempDir Path folder) {
    stage = new StoreStage(folder.resolve("responses.db"));
  }

  /** What the process does: stores without end, deletes each fifth, and tells what is done. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] args) {
      FileResponseStore store =
          new FileResponseStore(Path.of(args[0]), StoreStage.WIDE, () -> ManualClock.START);
      for (int i = 0; ; i++) {
        String id = args[1] + "-" + i;
        store.put(response(id));
        System.out.println("+" + id);
        if (i % 5 == 0) {
          boolean unused = store.delete(StoreStage.key(id));
          System.out.println("-" + id);
        }
      }
    }
  }

  private static StoredResponse response(String id) {
    Random random = new Random(id.hashCode());
    String text = (id + " ").repeat(random.nextInt(5000));
    return StoreStage.response(id, text);
  }

  @Test
  void aKilledProcessLosesNothingThatItHasAnsweredFor() throws Exception {
    Set<String> stored = new HashSet<>();
    Set<String> deleted = new HashSet<>();
    Random random = new Random(17);
    for (int kill = 0; kill < KILLS; kill++) {
      killAfter(50 + random.nextInt(800), "resp_" + kill, stored, deleted);
      try (FileResponseStore store = stage.open()) {
        for (String id : stored) {
          assertEquals(Optional.of(response(id)), store.find(StoreStage.key(id)), id);
        }
        for (String id : deleted) {
          assertEquals(Optional.empty(), store.find(StoreStage.key(id)), id);
        }
        assertTrue(store.usage().responses() >= stored.size());
      }
    }
    assertTrue(stored.size() > KILLS * 30, stored.size() + " were stored");
  }

  private void killAfter(int lines, String prefix, Set<String> stored, Set<String> deleted)
      throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                stage.file().toString(),
                prefix)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = writer.inputReader(UTF_8)) {
      Optional<String> last = Optional.empty();
      for (int i = 0; i < lines; i++) {
        last = note(out.readLine(), stored, deleted);
      }
      // Process.destroyForcibly would close the stream, with lines that were not read yet.
      assertTrue(writer.toHandle().destroyForcibly());
      noteRest(out, stored, deleted, last);
    }
  }

  /** Notes what was told after the last line that was waited for, until the process is gone. */
  private static void noteRest(
      BufferedReader out, Set<String> stored, Set<String> deleted, Optional<String> before)
      throws IOException {
    Optional<String> last = before;
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      last = note(line, stored, deleted);
    }
    // The last one may have been deleted, and its line may not be whole.
    last.ifPresent(stored::remove);
  }

  private static Optional<String> note(
      @Nullable String line, Set<String> stored, Set<String> deleted) {
    if (line == null || line.isEmpty()) {
      return Optional.empty();
    }
    String id = line.substring(1);
    if (line.startsWith("+")) {
      stored.add(id);
    } else {
      stored.remove(id);
      deleted.add(id);
    }
    return Optional.of(id);
  }
}
