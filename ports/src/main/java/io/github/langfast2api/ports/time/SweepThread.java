package io.github.langfast2api.ports.time;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The thread of all sweepers: one wake-up in a period is cheaper than one for each of them. There
 * is one while any sweeper watches something. Safe for any thread.
 */
final class SweepThread {

  private final long periodMillis;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition never = lock.newCondition();
  private final Set<TimeoutSweeper<?>> sweepers = new LinkedHashSet<>();
  private boolean running;

  SweepThread(long periodMillis) {
    this.periodMillis = periodMillis;
  }

  /** Sweeps from now on, as long as there is anything to sweep. Waits for what is under way. */
  void add(TimeoutSweeper<?> sweeper) {
    lock.lock();
    try {
      boolean unused = sweepers.add(sweeper);
      if (!running) {
        var unusedThread = Thread.ofVirtual().name("timeout-sweeps").start(this::run);
        running = true;
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    lock.lock();
    try {
      while (!sweepers.isEmpty()) {
        boolean unused = never.await(periodMillis, TimeUnit.MILLISECONDS);
        sweepers.removeIf(sweeper -> !sweeper.sweep());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running = false;
      lock.unlock();
    }
  }
}
