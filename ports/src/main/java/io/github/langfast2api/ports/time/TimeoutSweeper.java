package io.github.langfast2api.ports.time;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Looks at things now and then, each time at all of them, as long as there are any: for waits whose
 * end need not be told to the moment. A wait with a time of its own wakes a timer's thread when it
 * begins and when it ends, which at thousands of events a second costs more than the events.
 */
public final class TimeoutSweeper<T> {

  /** How late a thing may be looked at. */
  public static final long PERIOD_MILLIS = 250;

  private final String name;
  private final Consumer<T> look;
  private final Set<T> things = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition never = lock.newCondition();
  private boolean going;

  /**
   * @param name of the thread that looks
   * @param look is not to wait for anything
   */
  public TimeoutSweeper(String name, Consumer<T> look) {
    this.name = name;
    this.look = look;
  }

  /** Looks at a thing from now on. */
  public void add(T thing) {
    boolean added = things.add(thing);
    lock.lock();
    try {
      if (added && !going) {
        going = true;
        var unused = Thread.ofVirtual().name(name).start(this::go);
      }
    } finally {
      lock.unlock();
    }
  }

  public void remove(T thing) {
    boolean unused = things.remove(thing);
  }

  private void go() {
    lock.lock();
    try {
      while (!things.isEmpty()) {
        boolean unused = never.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        things.forEach(look);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      going = false;
      lock.unlock();
    }
  }
}
