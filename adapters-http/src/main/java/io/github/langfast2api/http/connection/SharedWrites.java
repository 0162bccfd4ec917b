package io.github.langfast2api.http.connection;

import static java.lang.System.Logger.Level.DEBUG;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The writes to clients that are made by threads which serve several connections. Such a write is
 * only made where it does not wait, but a client can break that by the sizes of segments that it
 * asks for. After one that has waited there are none for a hundred times as long, so that clients
 * can take a hundredth of those threads' time. Safe for any thread.
 */
final class SharedWrites {

  private static final System.Logger LOG = System.getLogger(SharedWrites.class.getName());

  /** One that takes longer has waited, or its thread has. */
  private static final long MAX_NANOS = Duration.ofMillis(5).toNanos();

  private static final int PAUSE_FACTOR = 100;

  private final LongSupplier nanoTime;
  private volatile long permittedFrom;

  SharedWrites() {
    this(System::nanoTime);
  }

  SharedWrites(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.permittedFrom = nanoTime.getAsLong();
  }

  /** Makes one. */
  void make(Runnable write) {
    long start = nanoTime.getAsLong();
    try {
      write.run();
    } finally {
      long end = nanoTime.getAsLong();
      if (end - start > MAX_NANOS) {
        permittedFrom = end + PAUSE_FACTOR * (end - start);
        LOG.log(DEBUG, "a write that was not to wait has taken {0} ns", end - start);
      }
    }
  }

  /** Whether one may be made now. */
  boolean arePermitted() {
    return nanoTime.getAsLong() - permittedFrom >= 0;
  }
}
