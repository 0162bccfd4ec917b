package io.github.langfast2api.langfast;

import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Ends calls that take too long. The client's own timeout is for silence: an answer that comes a
 * byte at a time would never end it.
 */
final class CallDeadline {

  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final String what;
  private final Duration limit;

  /**
   * @param what what is timed, for the message: "call"
   */
  CallDeadline(String what, Duration limit) {
    this.what = what;
    this.limit = limit;
  }

  /**
   * Makes a call on the calling thread, which is interrupted when the call is late.
   *
   * @throws UncheckedIOException with a {@link SocketTimeoutException} if it is
   */
  <T> T within(Supplier<T> call) {
    Alarm alarm = new Alarm(Thread.currentThread());
    ScheduledFuture<?> timer = TIMER.schedule(alarm::ring, limit.toNanos(), TimeUnit.NANOSECONDS);
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw alarm.off() ? late(e) : e;
    } finally {
      timer.cancel(false);
      boolean unused = alarm.off();
    }
  }

  private UncheckedIOException late(RuntimeException e) {
    SocketTimeoutException timeout = new SocketTimeoutException(what + " timed out");
    timeout.initCause(e);
    return new UncheckedIOException(timeout);
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("langfast-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** Interrupts a thread, and never once it is off. */
  private static final class Alarm {

    private final ReentrantLock lock = new ReentrantLock();
    private final Thread thread;
    private boolean off;
    private boolean rang;

    Alarm(Thread thread) {
      this.thread = thread;
    }

    void ring() {
      lock.lock();
      try {
        if (!off) {
          rang = true;
          thread.interrupt();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Switches it off; whether it rang. The interrupt, which has done its work, is taken back. */
    boolean off() {
      lock.lock();
      try {
        if (!off && rang) {
          boolean unused = Thread.interrupted();
        }
        off = true;
        return rang;
      } finally {
        lock.unlock();
      }
    }
  }
}
