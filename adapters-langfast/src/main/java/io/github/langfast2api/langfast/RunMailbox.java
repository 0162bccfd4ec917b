package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.DeltaSink;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import io.github.langfast2api.ports.memory.MemoryBudget;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A mailbox between the thread that reads the socket and the one that reads a run's answer. It
 * holds one cumulative text and no queue, so that a slow reader costs no more memory than the
 * answer, whose length is bounded, as is that of all answers together.
 *
 * <p>{@link #put} does not wake the reader, so that one {@link #deliver} can tell of several
 * events; one thread at a time polls; any thread may close.
 */
final class RunMailbox {

  /** How long text is held back from a reader that does not watch. */
  private static final long MAX_COALESCE_NANOS = Duration.ofSeconds(1).toNanos();

  private final ReconnectTimeout reconnect;
  private final ReentrantLock lock = new ReentrantLock();
  private final MailboxReader reader = new MailboxReader();
  private final RunProgress run;
  private final WaitingSink sink = new WaitingSink();
  private volatile boolean coalescing;
  private long lastText = System.nanoTime() - MAX_COALESCE_NANOS;
  private boolean closed;

  /** Until the reconnect timeout expires. For the thread that polls. */
  private long mostNanosToWait;

  /**
   * @param reconnectTimeout from the loss of the connection to the run's next event
   * @param memory for all texts together
   */
  RunMailbox(Duration reconnectTimeout, MemoryBudget memory) {
    this.reconnect = new ReconnectTimeout(reconnectTimeout);
    this.run = new RunProgress(memory);
  }

  /**
   * Applies an event, as {@link RunProgress#apply}.
   *
   * @return whether it is to be delivered
   */
  boolean put(RunEvent event) {
    lock.lock();
    try {
      reconnect.stop();
      run.apply(event);
      return isDue();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives what is new to the sink, if that takes it while the reader waits; else wakes the reader.
   */
  void deliver() {
    if (!giveToSink()) {
      reader.wake();
    }
  }

  /** Holds text back from the reader, though neither the first nor what ends the run. */
  void coalesce() {
    coalescing = true;
  }

  /** Whether text is held back from the reader. */
  boolean isCoalescing() {
    return coalescing;
  }

  /** From now on text goes to a sink, as {@link DeltaSink} tells. For the thread that polls. */
  void deliverTo(DeltaSink to) {
    lock.lock();
    try {
      sink.use(to);
    } finally {
      lock.unlock();
    }
  }

  /** The reader, whose waits end by themselves, too. */
  MailboxReader reader() {
    return reader;
  }

  /** Starts the reconnect timeout: the run's last event may be disconnected with the connection. */
  void connectionLost() {
    lock.lock();
    try {
      reconnect.start();
    } finally {
      lock.unlock();
    }
    reader.wake();
  }

  /** The text's length in bytes, if this slice begins with it and goes on; else 0. */
  int lengthAt(Utf8Slice slice) {
    lock.lock();
    try {
      return run.lengthAt(slice);
    } finally {
      lock.unlock();
    }
  }

  /** The bytes of memory that its text takes. */
  int capacity() {
    lock.lock();
    try {
      return run.capacity();
    } finally {
      lock.unlock();
    }
  }

  /** Drops the text, as {@link RunProgress#evictText}. */
  void evictText() {
    lock.lock();
    try {
      run.evictText();
    } finally {
      lock.unlock();
    }
  }

  /** Cancels the reader, present or future, and gives the memory for its text back. */
  void close() {
    lock.lock();
    try {
      closed = true;
      run.release();
    } finally {
      lock.unlock();
    }
    reader.wake();
  }

  /**
   * Waits for a change.
   *
   * @return what has changed, or nothing if the timeout expired
   * @throws ChatException with {@link ChatFailure.Cancelled} if closed or interrupted; with {@link
   *     ChatFailure.OutcomeUnknown} if the reconnect timeout expired
   */
  Optional<RunUpdate> poll(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    reader.begin();
    try {
      while (true) {
        long nanos = deadline - System.nanoTime();
        Optional<RunUpdate> update = takeUpdate(nanos <= 0);
        if (update.isPresent() || nanos <= 0) {
          return update;
        }
        reader.await(Math.min(nanos, mostNanosToWait), coalescing ? MAX_COALESCE_NANOS : nanos);
      }
    } finally {
      closeSink();
      reader.end();
    }
  }

  /**
   * Takes what is due; if nothing is, the reader is going to wait.
   *
   * @param all whether text that may be held back is wanted, too, and nothing is waited for
   */
  private Optional<RunUpdate> takeUpdate(boolean all) {
    lock.lock();
    try {
      if (sink.close()) {
        requireNotInterrupted();
      }
      if (sink.hasForReader()) {
        requireOpen();
        return sink.forReader();
      }
      if (!isDue() && !(all && run.isUpdated())) {
        requireNotInterrupted();
        requireNotExpired();
        mostNanosToWait = reconnectNanosLeft();
        if (!all) {
          sink.open();
        }
        return Optional.empty();
      }
      requireOpen();
      return Optional.of(next());
    } finally {
      lock.unlock();
    }
  }

  /** Whether the sink has taken all that there is. Ends are the reader's, as are rewrites. */
  private boolean giveToSink() {
    lock.lock();
    try {
      boolean open = sink.isOpen() && !closed;
      while (open && run.isUpdated() && !run.isEnded() && !run.isRewritten()) {
        sink.give(this::next);
        open = sink.isOpen();
      }
      return open && !run.isUpdated();
    } finally {
      lock.unlock();
    }
  }

  private void closeSink() {
    lock.lock();
    try {
      boolean unused = sink.close();
    } finally {
      lock.unlock();
    }
  }

  private RunUpdate next() {
    RunUpdate update = run.next();
    lastText = update.delta().text().isEmpty() ? lastText : System.nanoTime();
    return update;
  }

  /** Whether there is something new that is not held back. */
  private boolean isDue() {
    boolean held = coalescing && !run.isEnded() && !reconnect.isRunning();
    return run.isUpdated() && !(held && System.nanoTime() - lastText < MAX_COALESCE_NANOS);
  }

  private static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ChatException(new ChatFailure.Cancelled());
    }
  }

  private void requireNotExpired() {
    requireOpen();
    if (reconnectNanosLeft() <= 0) {
      throw new ChatException(
          new ChatFailure.OutcomeUnknown(
              "The connection to LangFast broke, and the answer did not go on."));
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new ChatException(new ChatFailure.Cancelled());
    }
  }

  /** What is left of the reconnect timeout, in nanoseconds, where the end has not come. */
  private long reconnectNanosLeft() {
    return run.isEnded() ? Long.MAX_VALUE : reconnect.nanosLeft();
  }
}
