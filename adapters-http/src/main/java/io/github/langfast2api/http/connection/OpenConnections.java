package io.github.langfast2api.http.connection;

import io.github.langfast2api.http.connection.SlowClientTimer.Awaited;
import io.github.langfast2api.http.connection.SlowClientTimer.Wait;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The open connections of a listener, whose number is bounded. Safe for any thread. */
final class OpenConnections {

  /** How long to wait for connections to close before another one is closed. */
  private static final long CLOSE_NANOS = Duration.ofSeconds(1).toNanos();

  /** How long to wait before it is seen whether a connection waits for its client now. */
  private static final long WAITING_NANOS = Duration.ofMillis(20).toNanos();

  /** How long connections whose threads were interrupted have to end. */
  private static final Duration INTERRUPTED_GRACE = Duration.ofSeconds(1);

  /** Idle connections first, then the one that has waited longest. */
  private static final Comparator<Wait> LONGEST =
      Comparator.comparing(Wait::awaited)
          .thenComparing((one, other) -> Long.signum(one.since() - other.since()));

  private final int max;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition removed = lock.newCondition();
  private final Set<AcceptedConnection> connections = new HashSet<>();

  /** Those of them that are being closed for others. */
  private final Set<AcceptedConnection> expired = new HashSet<>();

  private boolean closing;

  OpenConnections(int max) {
    this.max = max;
  }

  /**
   * Waits until one more connection may be open. Connections that wait for their clients are closed
   * for it: idle ones, then those in the middle of a request.
   */
  void makeRoom() throws InterruptedException {
    lock.lock();
    try {
      while (connections.size() >= max && !closing) {
        closeLongestWaiting();
        long nanos = expired.isEmpty() ? WAITING_NANOS : CLOSE_NANOS;
        while (connections.size() >= max && !closing && nanos > 0) {
          nanos = removed.awaitNanos(nanos);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Closes the connection that has waited longest for its client, if one waits. */
  void closeLongestWaiting() {
    record Waiting(AcceptedConnection connection, Wait since) {}
    lock.lock();
    try {
      connections.stream()
          .filter(connection -> !expired.contains(connection))
          .flatMap(
              connection ->
                  connection.currentWait().stream().map(wait -> new Waiting(connection, wait)))
          .filter(waiting -> waiting.since.awaited() != Awaited.READER)
          .min(Comparator.comparing(Waiting::since, LONGEST))
          .filter(waiting -> waiting.connection.expire(waiting.since))
          .ifPresent(waiting -> expired.add(waiting.connection));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds a connection.
   *
   * @return whether it may be served: the listener does not stop
   */
  boolean add(AcceptedConnection connection) {
    lock.lock();
    try {
      return !closing && connections.add(connection);
    } finally {
      lock.unlock();
    }
  }

  /** Removes a connection that is closed. */
  void remove(AcceptedConnection connection) {
    lock.lock();
    try {
      boolean unused = expired.remove(connection);
      if (connections.remove(connection)) {
        removed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Closes all connections, those with a request after it or after this time. Blocks for that. */
  void close(Duration grace) {
    all().forEach(AcceptedConnection::end);
    try {
      if (!awaitNone(grace)) {
        all().forEach(AcceptedConnection::interrupt);
        boolean unused = awaitNone(INTERRUPTED_GRACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<AcceptedConnection> all() {
    lock.lock();
    try {
      closing = true;
      return List.copyOf(connections);
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitNone(Duration time) throws InterruptedException {
    lock.lock();
    try {
      long nanos = time.toNanos();
      while (!connections.isEmpty() && nanos > 0) {
        nanos = removed.awaitNanos(nanos);
      }
      return connections.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
