package io.github.langfast2api.ports.contract;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.state.SharedValue;
import java.time.Duration;
import java.util.Optional;

/** A shared value of instances that are in one process, whose server can be unavailable. */
public final class InMemorySharedValue implements SharedValue {

  private Version version = Version.NONE;
  private long numbers;
  private Optional<Object> holder = Optional.empty();
  private boolean available = true;

  /** Whether the server can be asked. */
  public synchronized void setAvailable(boolean now) {
    available = now;
  }

  /** Loses all that the server has. */
  public synchronized void clear() {
    version = Version.NONE;
    holder = Optional.empty();
  }

  /** Has again what the server had before, as after the return of a backup. */
  public synchronized void restore(Version old) {
    version = old;
  }

  /** Ends the lease as if its instance had died. */
  public synchronized void expireLease() {
    holder = Optional.empty();
  }

  @Override
  public synchronized Version read() {
    requireAvailable();
    return version;
  }

  @Override
  public synchronized long latest() {
    return version.number();
  }

  @Override
  public synchronized Optional<Lease> tryLease() {
    requireAvailable();
    if (holder.isPresent()) {
      return Optional.empty();
    }
    Object mine = new Object();
    holder = Optional.of(mine);
    return Optional.of(() -> release(mine));
  }

  private synchronized void release(Object mine) {
    if (holder.equals(Optional.of(mine))) {
      holder = Optional.empty();
    }
  }

  @Override
  public synchronized Version replace(long number, String text) {
    requireAvailable();
    if (number == version.number()) {
      version = new Version(++numbers, Optional.of(text));
    }
    return version;
  }

  private void requireAvailable() {
    if (!available) {
      throw new ChatException(
          new ChatFailure.StoreUnavailable("The server is away.", Duration.ofSeconds(5)));
    }
  }
}
