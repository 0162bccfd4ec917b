package io.github.langfast2api.langfast;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The reader of a mailbox, parked while there is nothing to read. It parks without a lock, so that
 * whoever wakes it does not make it wait for one at once. One thread at a time reads; any thread
 * wakes it.
 */
final class MailboxReader {

  private static final long NEVER = Long.MAX_VALUE;

  /** Waits of this length and more have no timer: {@link #wakeIfExpired} ends them. */
  private static final long MIN_SWEPT_WAIT_NANOS = Duration.ofSeconds(2).toNanos();

  private volatile @Nullable Thread thread;

  /** When the wait without a timer expires, by {@link System#nanoTime}. */
  private volatile long deadline = NEVER;

  /** The calling thread reads. It must look at the mailbox after this and before it waits. */
  void begin() {
    thread = Thread.currentThread();
  }

  /** The calling thread reads no more. */
  void end() {
    thread = null;
  }

  /**
   * Waits until somebody wakes or interrupts this thread, which may be for nothing.
   *
   * @param nanos how long at most
   * @param sooner a shorter time, which may become a quarter of a second longer where the other is
   *     two seconds and more
   */
  void await(long nanos, long sooner) {
    long most = Math.min(nanos, sooner);
    if (nanos < MIN_SWEPT_WAIT_NANOS) {
      LockSupport.parkNanos(this, most);
    } else {
      deadline = System.nanoTime() + most;
      LockSupport.park(this);
      deadline = NEVER;
    }
  }

  /** Wakes the thread that reads, if there is one. */
  void wake() {
    Thread reading = thread;
    if (reading != null) {
      LockSupport.unpark(reading);
    }
  }

  /** Wakes it if its wait without a timer has expired. */
  void wakeIfExpired() {
    long end = deadline;
    if (end != NEVER && System.nanoTime() - end >= 0) {
      wake();
    }
  }
}
