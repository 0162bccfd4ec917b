package io.github.langfast2api.ports.time;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A periodic sweep over everything that has a timeout, in the place of a timer for each: a timer
 * wakes a thread when it is set and when it expires, which at thousands of timeouts a second costs
 * more than what they guard. The price is precision: a timeout is noticed up to a period late.
 *
 * <p>One virtual thread sweeps for all sweepers while there is anything to check, and ends when
 * there is not. Safe for any thread.
 *
 * @param <T> what has a timeout
 */
public final class TimeoutSweeper<T> {

  private static final System.Logger LOG = System.getLogger(TimeoutSweeper.class.getName());

  /** The time between two sweeps. */
  public static final long PERIOD_MILLIS = 250;

  private static final SweepThread THREAD = new SweepThread(PERIOD_MILLIS);

  private final Consumer<T> check;
  private final Set<T> watched = ConcurrentHashMap.newKeySet();

  /**
   * A sweeper that watches nothing yet.
   *
   * @param check is called with each watched object in each sweep, and ends what has expired. It
   *     must neither block nor throw; it may remove the object
   */
  public TimeoutSweeper(Consumer<T> check) {
    this.check = check;
  }

  /** Watches an object from now on. Waits for a sweep that is under way. */
  public void add(T object) {
    boolean unused = watched.add(object);
    THREAD.add(this);
  }

  /** Watches an object no more. A sweep that is under way may still check it. Does not wait. */
  public void remove(T object) {
    boolean unused = watched.remove(object);
  }

  /** Checks all that is watched; returns whether anything is left. For the sweeping thread. */
  boolean sweep() {
    watched.forEach(this::checkOrLog);
    return !watched.isEmpty();
  }

  /** Checks it; a bug of one check is not the end of all others. */
  private void checkOrLog(T object) {
    try {
      check.accept(object);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "a timeout could not be checked", e);
    }
  }
}
