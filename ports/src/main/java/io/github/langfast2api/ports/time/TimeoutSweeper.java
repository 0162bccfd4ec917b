package io.github.langfast2api.ports.time;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A periodic sweep over everything that has a timeout, in the place of a timer for each: a timer
 * wakes a thread when it is set and when it expires, which at thousands of timeouts a second costs
 * more than what they guard. The price is precision: a timeout is noticed up to a period late.
 *
 * <p>One virtual thread sweeps while there is anything to check, and ends when there is not. Safe
 * for any thread.
 *
 * @param <T> what has a timeout
 */
public final class TimeoutSweeper<T> {

  /** The time between two sweeps. */
  public static final long PERIOD_MILLIS = 250;

  private final String threadName;
  private final Consumer<T> check;
  private final Set<T> watched = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition never = lock.newCondition();
  private boolean sweeping;

  /**
   * A sweeper without a thread: the first {@link #add} starts it.
   *
   * @param threadName of the thread that sweeps
   * @param check is called with each watched object in each sweep, and ends what has expired. It
   *     must neither block nor throw; it may remove the object
   */
  public TimeoutSweeper(String threadName, Consumer<T> check) {
    this.threadName = threadName;
    this.check = check;
  }

  /** Watches an object from now on. Waits for a sweep that is under way. */
  public void add(T object) {
    boolean added = watched.add(object);
    lock.lock();
    try {
      if (added && !sweeping) {
        sweeping = true;
        var unused = Thread.ofVirtual().name(threadName).start(this::sweepWhileWatched);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Watches an object no more. A sweep that is under way may still check it. Does not wait. */
  public void remove(T object) {
    boolean unused = watched.remove(object);
  }

  private void sweepWhileWatched() {
    lock.lock();
    try {
      while (!watched.isEmpty()) {
        boolean unused = never.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        watched.forEach(check);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sweeping = false;
      lock.unlock();
    }
  }
}
