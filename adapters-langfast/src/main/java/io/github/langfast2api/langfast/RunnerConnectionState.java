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
 * Whether the runner is connected, and why it is not: where the one thread that connects and all
 * who need the connection meet.
 */
final class RunnerConnectionState {

  /** Nobody who waits makes the next attempt come sooner after the last than this. */
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  private static final ChatFailure HUNG_UP =
      new ChatFailure.Unreachable("LangFast's runner hung up as soon as it was connected.");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Connected connected;
  private @Nullable ChatException lastFailure;
  private long attempts;
  private int waiting;
  private boolean closed;

  /**
   * Waits for the connection, and does something before it can be lost.
   *
   * @param connecting sees to it that somebody connects
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

  /** Takes note of a new connection. Whether it is wanted. */
  boolean opened(Connected to) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      connected = to;
      lastFailure = null;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes note that the connection ended.
   *
   * @param good whether it was one while it lasted; it is a failure if not, unless it was left
   */
  void ended(boolean good) {
    lock.lock();
    try {
      boolean left = connected == null;
      connected = null;
      if (!good && !left) {
        failed(new ChatException(HUNG_UP));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes note of an attempt that failed. */
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

  /** Waits before the next attempt, and not for long once somebody needs the connection. */
  void rest(Duration time) {
    long start = System.nanoTime();
    lock.lock();
    try {
      long left = time.toNanos();
      while (!closed && left > 0) {
        long unused = changed.awaitNanos(left);
        left = start + bounded(time).toNanos() - System.nanoTime();
      }
    } catch (InterruptedException e) {
      // Whoever interrupts has closed this.
    } finally {
      lock.unlock();
    }
  }

  /** There is no connection from now on, if it is such a one. What there was is the caller's. */
  Optional<Connected> leaveIf(Predicate<Connected> unwanted) {
    lock.lock();
    try {
      Optional<Connected> left = Optional.ofNullable(connected).filter(unwanted);
      if (left.isPresent()) {
        connected = null;
      }
      return left;
    } finally {
      lock.unlock();
    }
  }

  /** Why there is no connection, if there is none. */
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

  /** There will be no connection any more. What there was is the caller's. */
  Optional<Connected> close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      return leaveIf(any -> true);
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

  private Connected await(long seen, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    waiting++;
    changed.signalAll();
    try {
      Connected found = connected;
      while (found == null) {
        requireHope(seen);
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

  private void requireHope(long seen) {
    if (closed) {
      throw new ChatException(new ChatFailure.Cancelled());
    }
    if (attempts > seen && lastFailure != null) {
      throw new ChatException(lastFailure.failure(), lastFailure);
    }
  }

  private Duration bounded(Duration time) {
    return waiting > 0 && time.compareTo(SHORTEST_WAIT) > 0 ? SHORTEST_WAIT : time;
  }
}
