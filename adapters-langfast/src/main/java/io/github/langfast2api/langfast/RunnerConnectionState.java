package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatFailure.Clock;
import io.github.langfast2api.langfast.RunnerConnector.Connected;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The state of the runner's connection, shared by the thread that connects and those that wait for
 * the connection. Safe for any thread.
 */
final class RunnerConnectionState {

  /** The longest delay between attempts to connect while a request waits. */
  private static final Duration MAX_DELAY_WHILE_WAITING = Duration.ofSeconds(1);

  private static final ChatFailure DISCONNECTED_AT_ONCE =
      new ChatFailure.Unreachable("LangFast's runner hung up as soon as it was connected.");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Connected connected;
  private @Nullable ChatException lastFailure;
  private long changedAt = System.nanoTime();
  private long attempts;
  private int waiting;
  private boolean closed;

  /**
   * Waits for the connection, and calls a function before its loss can be recorded.
   *
   * @param connecting starts the thread that connects, if there is none
   * @throws ChatException if the attempt to connect that is under way, or the next, fails
   */
  <T> T whenConnected(Runnable connecting, Duration timeout, Function<Connected, T> then) {
    lock.lock();
    try {
      long seen = attempts;
      connecting.run();
      return then.apply(await(seen, timeout));
    } finally {
      lock.unlock();
    }
  }

  /** Records a new connection; returns whether it is to be used. */
  boolean opened(Connected to) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      change(to);
      lastFailure = null;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Records the end of the connection.
   *
   * @param stable whether it lasted or served; if not, its end counts as a failed attempt, unless
   *     it was detached
   */
  void ended(boolean stable) {
    lock.lock();
    try {
      boolean detached = connected == null;
      change(null);
      if (!stable && !detached) {
        failed(new ChatException(DISCONNECTED_AT_ONCE));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Records a failed attempt to connect. */
  void failed(ChatException e) {
    lock.lock();
    try {
      attempts++;
      lastFailure = e;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits before the next attempt, for a second at most while a request waits for it. */
  void awaitNextAttempt(Duration delay) {
    long start = System.nanoTime();
    lock.lock();
    try {
      long left = delay.toNanos();
      while (!closed && left > 0) {
        long unused = changed.awaitNanos(left);
        left = start + bounded(delay).toNanos() - System.nanoTime();
      }
    } catch (InterruptedException e) {
      // By RunnerSocket.close().
    } finally {
      lock.unlock();
    }
  }

  /** Detaches the connection, if it is unwanted; the caller closes it. */
  Optional<Connected> detachIf(Predicate<Connected> unwanted) {
    lock.lock();
    try {
      Optional<Connected> detached = Optional.ofNullable(connected).filter(unwanted);
      if (detached.isPresent()) {
        change(null);
      }
      return detached;
    } finally {
      lock.unlock();
    }
  }

  /** Why there is no connection; empty if there is one. */
  Optional<String> notReadyReason() {
    lock.lock();
    try {
      if (connected != null) {
        return Optional.empty();
      }
      return Optional.of(
          lastFailure == null ? "not connected to LangFast yet" : lastFailure.failure().message());
    } finally {
      lock.unlock();
    }
  }

  boolean isConnected() {
    lock.lock();
    try {
      return connected != null;
    } finally {
      lock.unlock();
    }
  }

  /** How long there has been a connection, or none. */
  Duration lasted() {
    lock.lock();
    try {
      return Duration.ofNanos(System.nanoTime() - changedAt);
    } finally {
      lock.unlock();
    }
  }

  /** Detaches the connection for good, and cancels who waits; the caller closes it. */
  Optional<Connected> close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      return detachIf(any -> true);
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void change(@Nullable Connected to) {
    if ((connected == null) != (to == null)) {
      changedAt = System.nanoTime();
    }
    connected = to;
  }

  private Connected await(long seen, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    waiting++;
    changed.signalAll();
    try {
      Connected found = connected;
      while (found == null) {
        requireNotFailedSince(seen);
        long left = changed.awaitNanos(end - System.nanoTime());
        found = connected;
        if (found == null && left <= 0) {
          throw new ChatException(new ChatFailure.TimedOut(Clock.CONNECT, timeout));
        }
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    } finally {
      waiting--;
    }
  }

  private void requireNotFailedSince(long seen) {
    if (closed) {
      throw new ChatException(new ChatFailure.Cancelled());
    }
    if (attempts > seen && lastFailure != null) {
      throw new ChatException(lastFailure.failure(), lastFailure);
    }
  }

  private Duration bounded(Duration delay) {
    return waiting > 0 && delay.compareTo(MAX_DELAY_WHILE_WAITING) > 0
        ? MAX_DELAY_WHILE_WAITING
        : delay;
  }
}
