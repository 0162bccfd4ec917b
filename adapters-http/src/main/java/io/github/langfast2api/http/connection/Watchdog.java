package io.github.langfast2api.http.connection;

import static java.lang.System.Logger.Level.DEBUG;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Frees connections whose clients keep the gateway waiting: neither a blocked read nor a blocked
 * write ends by itself. Its thread is there as long as there are connections.
 */
final class Watchdog {

  private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());
  private static final long ROUND_MILLIS = 500;

  private final Set<SlowClientTimer> clocks = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition never = lock.newCondition();
  private boolean watching;

  /** Watches a connection. */
  void add(SlowClientTimer clock) {
    boolean added = clocks.add(clock);
    lock.lock();
    try {
      if (added && !watching) {
        watching = true;
        var unused = Thread.ofVirtual().name("client-watchdog").start(this::watch);
      }
    } finally {
      lock.unlock();
    }
  }

  void remove(SlowClientTimer clock) {
    boolean unused = clocks.remove(clock);
  }

  private void watch() {
    lock.lock();
    try {
      while (!clocks.isEmpty()) {
        boolean unused = never.await(ROUND_MILLIS, TimeUnit.MILLISECONDS);
        long now = System.nanoTime();
        clocks.forEach(clock -> expire(clock, now));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watching = false;
      lock.unlock();
    }
  }

  private static void expire(SlowClientTimer clock, long now) {
    if (clock.expire(now)) {
      LOG.log(DEBUG, "a client keeps the gateway waiting for too long, and is given up");
    }
  }
}
