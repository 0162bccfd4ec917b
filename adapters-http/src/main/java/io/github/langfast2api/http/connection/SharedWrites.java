package io.github.langfast2api.http.connection;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether threads that serve several connections may write to them. Such a write is only made where
 * it does not wait; a client can break that by the sizes of segments that it asks for. Once one has
 * waited, and its connection was closed for it, there are none for a while: so nobody can hold up
 * all others again and again. Safe for any thread.
 */
final class SharedWrites {

  private static final long PAUSE_NANOS = Duration.ofMinutes(10).toNanos();

  private final LongSupplier nanoTime;
  private volatile long lastWaited;

  SharedWrites() {
    this(System::nanoTime);
  }

  SharedWrites(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastWaited = nanoTime.getAsLong() - PAUSE_NANOS;
  }

  /** Notes that one had to wait. */
  void waited() {
    lastWaited = nanoTime.getAsLong();
  }

  boolean permitted() {
    return nanoTime.getAsLong() - lastWaited >= PAUSE_NANOS;
  }
}
