package io.github.langfast2api.store;

import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.StoreLimits;
import io.github.langfast2api.ports.state.StoredResponse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A response of 4 KB into the file and out of it, with the hand-over to the store's thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StoreResponse {

  private static final String TEXT = "sixteen letters ".repeat(256);

  private Path folder;
  private FileResponseStore store;
  private long stored;

  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory("responses");
    StoreLimits limits = new StoreLimits(Duration.ofDays(30), 100_000, 1L << 30);
    store = new FileResponseStore(folder.resolve("responses.db"), limits, Clock.systemUTC());
    put();
  }

  @Benchmark
  public void put() {
    store.put(new StoredResponse(key(stored++), Optional.empty(), Instant.now(), "[]", TEXT));
  }

  @Benchmark
  public Optional<StoredResponse> find() {
    return store.find(key(0));
  }

  private static ResponseKey key(long number) {
    return new ResponseKey("owner", "resp_" + Long.toHexString(number * 0x9E3779B97F4A7C15L));
  }

  @TearDown
  public void delete() throws IOException {
    store.close();
    for (File file : folder.toFile().listFiles()) {
      Files.delete(file.toPath());
    }
    Files.delete(folder);
  }
}
