package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.DeltaSink;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** An answer whose text comes from a thread that is not its reader's. */
final class PushedStream implements ChatStream {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final StringBuilder pending = new StringBuilder();
  private DeltaSink sink = delta -> false;
  private boolean waiting;
  private boolean finished;
  private boolean closed;
  private int taken;
  private @Nullable RuntimeException failed;

  /** Says more; the sink takes it, if it can. */
  void push(String text) {
    lock.lock();
    try {
      if (waiting && pending.isEmpty() && failed == null && sink.take(new ChatDelta(text))) {
        taken++;
        return;
      }
      pending.append(text);
      changed.signalAll();
    } catch (RuntimeException e) {
      failed = e;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void finish() {
    lock.lock();
    try {
      finished = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isWaiting() {
    lock.lock();
    try {
      return waiting;
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

  /** How many deltas the sink has taken. */
  int taken() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<ChatEvent> next(Duration timeout) {
    lock.lock();
    try {
      long nanos = timeout.toNanos();
      while (pending.isEmpty() && !finished && !closed && failed == null && nanos > 0) {
        waiting = true;
        nanos = changed.awaitNanos(nanos);
      }
      if (failed != null) {
        throw failed;
      }
      return nextOf();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    } finally {
      waiting = false;
      lock.unlock();
    }
  }

  private Optional<ChatEvent> nextOf() {
    if (!pending.isEmpty()) {
      String text = pending.toString();
      pending.setLength(0);
      return Optional.of(new ChatDelta(text));
    }
    if (closed) {
      throw new ChatException(new ChatFailure.Cancelled());
    }
    return finished ? Optional.of(Finish.of(FinishReason.STOP)) : Optional.empty();
  }

  @Override
  public void deliverTo(DeltaSink to) {
    lock.lock();
    try {
      sink = to;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
