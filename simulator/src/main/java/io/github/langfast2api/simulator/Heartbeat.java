package io.github.langfast2api.simulator;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Engine.IO's heartbeat: pings the client, and closes the connection if no pong comes in time. */
final class Heartbeat implements Runnable {
  private static final int GOING_AWAY = 1001;

  private final Duration interval;
  private final Duration timeout;
  private final ServerWebSocket socket;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean pong;
  private boolean ended;

  Heartbeat(SimulatorSettings settings, ServerWebSocket socket) {
    this.interval = settings.pingInterval();
    this.timeout = settings.pingTimeout();
    this.socket = socket;
  }

  @Override
  public void run() {
    while (!await(interval, () -> ended)) {
      ping();
      if (!await(timeout, () -> ended || pong)) {
        socket.close(GOING_AWAY);
        socket.abort();
      }
    }
  }

  /** Records a pong. */
  void pong() {
    change(() -> pong = true);
  }

  /** Ends the heartbeat with its connection. */
  void end() {
    change(() -> ended = true);
  }

  private void ping() {
    change(() -> pong = false);
    socket.send("2");
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a condition; returns whether it came true in time, or the thread was interrupted. */
  private boolean await(Duration time, BooleanSupplier condition) {
    lock.lock();
    try {
      long left = time.toNanos();
      while (!condition.getAsBoolean() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return condition.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      lock.unlock();
    }
  }
}
