package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.RunEvent.State;
import io.github.langfast2api.langfast.wire.MalformedJsonException;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A run's mailbox. It queues nothing: content is cumulative, so the newest is all that a reader
 * needs, and a slow reader costs no more memory than the answer.
 *
 * <p>The socket's thread puts and never waits for the reader; one reader takes; anybody closes.
 */
final class RunMailbox {

  private static final long NEVER = Long.MAX_VALUE;

  /** Shorter waits end to the moment. */
  private static final long LONG_WAIT = Duration.ofSeconds(2).toNanos();

  private final Duration reconnectTimeout;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final CumulativeText text = new CumulativeText();
  private @Nullable String finishReason;
  private @Nullable RunEnd end;
  private boolean fresh;
  private boolean closed;
  private boolean lost;
  private long lostAt;

  /** When the reader's wait is over, by {@link System#nanoTime}, where it waits for long. */
  private volatile long waitsUntil = NEVER;

  /**
   * What happened since the last time.
   *
   * @param piece the text that is new; empty if there is none
   * @param end how the run ended, if it did
   */
  record News(CumulativeText.Piece piece, Optional<RunEnd> end) {}

  /**
   * @param reconnectTimeout how long the run may stay silent once the connection broke that carried
   *     its events
   */
  RunMailbox(Duration reconnectTimeout) {
    this.reconnectTimeout = reconnectTimeout;
  }

  /**
   * Takes in an event. After one that ends the run the others say nothing. Empty content takes
   * nothing back, and a finish reason may come before the end.
   */
  void put(RunEvent event) {
    lock.lock();
    try {
      lost = false;
      accept(event);
    } finally {
      lock.unlock();
    }
  }

  /** Tells that the connection broke: the end of the run may have been said into the gap. */
  void connectionLost() {
    lock.lock();
    try {
      if (!lost) {
        lost = true;
        lostAt = System.nanoTime();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How long the text so far is, if it stands where this slice begins; else 0. */
  int lengthAt(Utf8Slice slice) {
    lock.lock();
    try {
      return text.lengthAt(slice);
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes it holds. */
  int capacity() {
    lock.lock();
    try {
      return text.capacity();
    } finally {
      lock.unlock();
    }
  }

  /** Frees a reader that waits. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for what is newer than what was taken before.
   *
   * @return what is new, or nothing if nothing came within the timeout
   * @throws ChatException with {@link ChatFailure.Cancelled} if closed or interrupted; with {@link
   *     ChatFailure.Unreachable} if the connection broke and the run is not heard of any more
   */
  Optional<News> take(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    lock.lock();
    try {
      while (!fresh) {
        requireAlive();
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return Optional.empty();
        }
        left = Math.min(left, reconnectTimeLeft());
        if (left < LONG_WAIT) {
          long unused = changed.awaitNanos(left);
        } else {
          waitsUntil = System.nanoTime() + left;
          changed.await();
          waitsUntil = NEVER;
        }
      }
      requireOpen();
      fresh = false;
      return Optional.of(news());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    } finally {
      lock.unlock();
    }
  }

  /** Frees the reader if its wait is over; a long wait ends when this is called. */
  void endWait() {
    long end = waitsUntil;
    if (end != NEVER && System.nanoTime() - end >= 0) {
      lock.lock();
      try {
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private News news() {
    CumulativeText.Piece piece = CumulativeText.Piece.NONE;
    try {
      piece = text.take(end != null);
    } catch (MalformedJsonException e) {
      end = new RunEnd.Unreadable();
    }
    return new News(piece, Optional.ofNullable(end));
  }

  private void accept(RunEvent event) {
    if (end != null) {
      return;
    }
    boolean over = event.state() != State.RUNNING;
    try {
      event.content().ifPresent(content -> text.accept(content, over));
      finishReason = event.finishReason().orElse(finishReason);
      end = over ? endOf(event) : null;
    } catch (MalformedJsonException e) {
      end = new RunEnd.Unreadable();
    }
    fresh = true;
    changed.signalAll();
  }

  private RunEnd endOf(RunEvent event) {
    return event.state() == State.FAILED
        ? new RunEnd.Failed(event.error())
        : new RunEnd.Completed(Optional.ofNullable(finishReason));
  }

  private void requireAlive() {
    requireOpen();
    if (reconnectTimeLeft() <= 0) {
      throw new ChatException(
          new ChatFailure.Unreachable(
              "The connection to LangFast broke, and the answer did not go on."));
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new ChatException(new ChatFailure.Cancelled());
    }
  }

  /** How long the run may still be silent, in nanoseconds; not positive once it was too long. */
  private long reconnectTimeLeft() {
    return lost && end == null
        ? lostAt + reconnectTimeout.toNanos() - System.nanoTime()
        : Long.MAX_VALUE;
  }
}
