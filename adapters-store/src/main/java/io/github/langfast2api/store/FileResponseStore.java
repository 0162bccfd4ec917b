package io.github.langfast2api.store;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoreLimits;
import io.github.langfast2api.ports.state.StoreUsage;
import io.github.langfast2api.ports.state.StoredResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * A response store in a file, which outlives the process however it ends. A file that cannot be
 * used is tried again, so the store recovers when its cause is gone; a damaged one is set aside,
 * and a new one begun.
 *
 * <p>One thread does all work with the file, for two reasons: an interrupt, which is how a request
 * hears that its client left, would close the file for all, and a virtual thread that reads a disk
 * keeps its carrier from others.
 */
public final class FileResponseStore implements ResponseStore {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final long CALL_TIMEOUT_SECONDS = 30;
  private static final long CLOSE_TIMEOUT_SECONDS = 10;
  private static final long MAINTENANCE_MINUTES = 10;

  private final StoreLimits limits;
  private final InstantSource clock;
  private final ReopenedFile file;
  private final LongAdder failures = new LongAdder();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("responses-store").factory());

  /**
   * Opens the store, in the background: a start does not wait for it, the first call does. What is
   * wrong with the file is told in the log.
   *
   * @param path of the file; missing folders are created, which their owner alone can read
   */
  public FileResponseStore(Path path, StoreLimits limits, InstantSource clock) {
    this(new StoreFiles(path, ""), limits, clock, System::nanoTime);
  }

  FileResponseStore(
      StoreFiles files, StoreLimits limits, InstantSource clock, LongSupplier nanoTime) {
    this.limits = limits;
    this.clock = clock;
    this.file = new ReopenedFile(files, limits, nanoTime);
    // What is given up holds a response, and would wait behind a slow disk with it.
    thread.setRemoveOnCancelPolicy(true);
    var unused =
        thread.scheduleWithFixedDelay(
            () -> file.maintain(clock.instant()), 0, MAINTENANCE_MINUTES, TimeUnit.MINUTES);
  }

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public void put(StoredResponse response) {
    limits.requireRoom(response.bytes());
    byte[] record = ResponseRecord.of(response);
    boolean unused =
        call(
            () -> {
              file.put(record, clock.instant());
              return true;
            });
  }

  @Override
  public Optional<StoredResponse> find(ResponseKey key) {
    return call(() -> file.find(key, clock.instant())).map(ResponseRecord::response);
  }

  @Override
  public boolean delete(ResponseKey key) {
    return call(() -> file.delete(key, clock.instant()));
  }

  @Override
  public StoreUsage usage() {
    StoreUsage usage = file.usage();
    return new StoreUsage(usage.responses(), usage.bytes(), usage.evictions(), failures.sum());
  }

  @Override
  public void close() {
    try {
      thread.execute(file::close);
      thread.shutdown();
      boolean unused = thread.awaitTermination(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      // It is closed already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Work with the file, on its thread. */
  private interface Work<T> {
    T run() throws UnavailableException;
  }

  /**
   * Waits for work with the file. What has not begun when the wait ends is never done; what has
   * begun goes on, and nobody hears how it ends.
   */
  private <T> T call(Work<T> work) {
    Future<T> called;
    try {
      called = thread.submit(work::run);
    } catch (RejectedExecutionException e) {
      throw unavailable("The store of responses is closed.", e);
    }
    try {
      return called.get(CALL_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      called.cancel(false);
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    } catch (TimeoutException e) {
      called.cancel(false);
      throw unavailable("The store of responses does not answer.", e);
    } catch (ExecutionException e) {
      throw unavailable("The store of responses cannot be used at the moment.", e);
    }
  }

  private ChatException unavailable(String message, Exception cause) {
    failures.increment();
    return new ChatException(new ChatFailure.StoreUnavailable(message, RETRY_AFTER), cause);
  }
}
