package io.github.langfast2api.langfast;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Pauses between the reads of a socket while nobody waits for what they bring, so that one read
 * brings several events. There is no pause where reads are rare already, since it would be one more
 * wait. For one thread of the platform: a virtual one would pay for each pause with a timer.
 */
final class ReadPacing {

  /** How much later an answer may come, or the first text of a run that is started in a pause. */
  static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

  /** Reads in a pause's rhythm, and some more, are frequent. */
  private static final long MAX_FREQUENT_NANOS = PAUSE_NANOS * 3 / 2;

  private final BooleanSupplier unwatched;
  private long lastWait;

  /**
   * @param unwatched whether nobody waits for what is read
   */
  ReadPacing(BooleanSupplier unwatched) {
    this(unwatched, System.nanoTime());
  }

  ReadPacing(BooleanSupplier unwatched, long now) {
    this.unwatched = unwatched;
    this.lastWait = now - MAX_FREQUENT_NANOS;
  }

  /** Pauses if that is worth it. An interrupt ends the pause, and stays. */
  void beforeWait() {
    if (!Thread.currentThread().isVirtual()) {
      LockSupport.parkNanos(this, pauseNanos(System.nanoTime()));
    }
  }

  /** The pause before a read that is due now; 0 if there is to be none. */
  long pauseNanos(long now) {
    boolean frequent = now - lastWait < MAX_FREQUENT_NANOS;
    lastWait = now;
    return frequent && unwatched.getAsBoolean() ? PAUSE_NANOS : 0;
  }
}
