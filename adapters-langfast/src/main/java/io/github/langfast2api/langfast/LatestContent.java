package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.RunEvent.State;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A run's mailbox, of one slot: content is cumulative, so the newest is all that a reader needs,
 * and a slow reader costs no more memory than the answer.
 *
 * <p>The socket's thread puts and never waits; one reader takes; anybody closes.
 */
final class LatestContent {

  private final Duration gap;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable RunEvent latest;
  private boolean fresh;
  private boolean closed;
  private boolean lost;
  private long lostAt;

  /**
   * @param gap how long the run may stay silent once the connection broke that carried its events
   */
  LatestContent(Duration gap) {
    this.gap = gap;
  }

  /** Takes in an event. After one that ends the run the others say nothing. */
  void put(RunEvent event) {
    lock.lock();
    try {
      lost = false;
      if (latest != null && latest.state() != State.RUNNING) {
        return;
      }
      latest = latest == null ? event : merged(latest, event);
      fresh = true;
      changed.signalAll();
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
   * @return the newest state of the run, or nothing if nothing came within the patience
   * @throws ChatException with {@link ChatFailure.Cancelled} if closed or interrupted; with {@link
   *     ChatFailure.Unreachable} if the connection broke and the run is not heard of any more
   */
  Optional<RunEvent> take(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    lock.lock();
    try {
      while (true) {
        if (closed) {
          throw new ChatException(new ChatFailure.Cancelled());
        }
        if (fresh) {
          fresh = false;
          return Optional.ofNullable(latest);
        }
        long left = deadline - System.nanoTime();
        long heal = healTime();
        if (heal <= 0) {
          throw new ChatException(
              new ChatFailure.Unreachable(
                  "The connection to LangFast broke, and the answer did not go on."));
        }
        if (left <= 0) {
          return Optional.empty();
        }
        long unused = changed.awaitNanos(Math.min(left, heal));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    } finally {
      lock.unlock();
    }
  }

  /** How long the run may still be silent, in nanoseconds; not positive once it was too long. */
  private long healTime() {
    boolean bounded = lost && (latest == null || latest.state() == State.RUNNING);
    return bounded ? lostAt + gap.toNanos() - System.nanoTime() : Long.MAX_VALUE;
  }

  /** Empty content takes nothing back, and a finish reason may come before the end. */
  private static RunEvent merged(RunEvent before, RunEvent now) {
    return new RunEvent(
        now.jobId(),
        now.state(),
        now.content().or(before::content),
        now.finishReason().or(before::finishReason),
        now.error());
  }
}
