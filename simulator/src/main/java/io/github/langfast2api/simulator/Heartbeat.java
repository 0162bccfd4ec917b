package io.github.langfast2api.simulator;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Engine.IO's heartbeat: the server pings, and a client that does not pong in time is dead. */
final class Heartbeat implements Runnable {
  private static final int PING_TIMEOUT = 1001;

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
        socket.close(PING_TIMEOUT);
        socket.cut();
      }
    }
  }

  void pong() {
    change(() -> pong = true);
  }

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

  /** Whether it came true in this time; an interrupted wait counts as an end. */
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
