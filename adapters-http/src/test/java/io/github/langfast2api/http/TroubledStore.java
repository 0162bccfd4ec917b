package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.state.InMemoryResponseStore;
import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoreLimits;
import io.github.langfast2api.ports.state.StoreUsage;
import io.github.langfast2api.ports.state.StoredResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A store in memory that can be made to fail, and to hang. */
final class TroubledStore implements ResponseStore {

  private final ResponseStore store =
      new InMemoryResponseStore(
          new StoreLimits(Duration.ofDays(1), 1000, 64 << 20), InstantSource.system());
  private final AtomicBoolean failing = new AtomicBoolean();
  private final AtomicBoolean hanging = new AtomicBoolean();
  private volatile CountDownLatch open = new CountDownLatch(0);

  void setFailing(boolean fails) {
    failing.set(fails);
  }

  /** Has the next calls wait. */
  void hang() {
    hanging.set(false);
    open = new CountDownLatch(1);
  }

  /** Whether a call waits. */
  boolean isHanging() {
    return hanging.get();
  }

  void goOn() {
    open.countDown();
  }

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public void put(StoredResponse response) {
    working().put(response);
  }

  @Override
  public Optional<StoredResponse> find(ResponseKey key) {
    return working().find(key);
  }

  @Override
  public boolean delete(ResponseKey key) {
    return working().delete(key);
  }

  @Override
  public StoreUsage usage() {
    return store.usage();
  }

  @Override
  public void close() {
    store.close();
  }

  private ResponseStore working() {
    if (failing.get()) {
      throw new ChatException(
          new ChatFailure.StoreUnavailable("The disk is full.", Duration.ofSeconds(5)));
    }
    if (open.getCount() > 0) {
      hanging.set(true);
      try {
        open.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ChatException(new ChatFailure.Cancelled(), e);
      }
    }
    return store;
  }
}
