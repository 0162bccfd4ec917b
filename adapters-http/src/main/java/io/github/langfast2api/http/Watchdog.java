package io.github.langfast2api.http;

import static java.lang.System.Logger.Level.DEBUG;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Closes connections whose clients keep the gateway waiting: neither a blocked read nor a blocked
 * write ends by itself. Its thread is there as long as there are connections.
 */
final class Watchdog {

  private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());
  private static final long ROUND_MILLIS = 500;

  private final Map<ClientClock, Runnable> connections = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition never = lock.newCondition();
  private boolean watching;

  /**
   * Watches a connection.
   *
   * @param close closes it, from another thread
   */
  void add(ClientClock clock, Runnable close) {
    connections.put(clock, close);
    lock.lock();
    try {
      if (!watching) {
        watching = true;
        var unused = Thread.ofVirtual().name("client-watchdog").start(this::watch);
      }
    } finally {
      lock.unlock();
    }
  }

  void remove(ClientClock clock) {
    var unused = connections.remove(clock);
  }

  private void watch() {
    lock.lock();
    try {
      while (!connections.isEmpty()) {
        boolean unused = never.await(ROUND_MILLIS, TimeUnit.MILLISECONDS);
        closeOverdue(System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watching = false;
      lock.unlock();
    }
  }

  private void closeOverdue(long now) {
    connections.forEach(
        (clock, close) -> {
          if (clock.isOverdue(now)) {
            LOG.log(DEBUG, "a client keeps the gateway waiting for too long: closing");
            remove(clock);
            closeQuietly(close);
          }
        });
  }

  private static void closeQuietly(Runnable close) {
    try {
      close.run();
    } catch (RuntimeException e) {
      LOG.log(DEBUG, "a connection did not close", e);
    }
  }
}
