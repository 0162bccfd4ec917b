package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.RunEvent.State;
import io.github.langfast2api.langfast.wire.MalformedJsonException;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox between the thread that reads the socket and the one that reads a run's answer. It
 * holds one cumulative text and no queue, so that a slow reader costs no more memory than the
 * answer, whose length is bounded, as is that of all answers together.
 *
 * <p>{@link #put} neither waits for the reader nor wakes it, so that one {@link MailboxReader#wake}
 * can tell of several events; one thread at a time polls; any thread may close.
 */
final class RunMailbox {

  /** The longest answer: a hundred bytes for each token of the largest models. */
  static final int MAX_ANSWER_BYTES = 16 << 20;

  /** How long text is held back from a reader that does not watch. */
  private static final long MAX_COALESCE_NANOS = Duration.ofSeconds(1).toNanos();

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private static final ChatFailure EVICTED =
      new ChatFailure.Overloaded(
          "The answer came before its run was known, and there was no memory to keep it.",
          RETRY_AFTER);

  private final Duration reconnectTimeout;
  private final Reservation memory;
  private final ReentrantLock lock = new ReentrantLock();
  private final MailboxReader reader = new MailboxReader();
  private CumulativeText text = new CumulativeText();
  private @Nullable String finishReason;
  private @Nullable RunEnd end;
  private boolean updated;
  private volatile boolean coalescing;
  private long lastText = System.nanoTime() - MAX_COALESCE_NANOS;
  private boolean evicted;
  private boolean closed;
  private boolean disconnected;
  private long disconnectedAt;

  /** Until the reconnect timeout expires. For the thread that polls. */
  private long mostNanosToWait;

  /**
   * What has changed since the last poll.
   *
   * @param delta the new text; empty if there is none
   * @param end the end of the run, if it has ended
   */
  record Update(CumulativeText.Delta delta, Optional<RunEnd> end) {}

  /**
   * @param reconnectTimeout from the loss of the connection to the run's next event
   * @param memory for all texts together
   */
  RunMailbox(Duration reconnectTimeout, MemoryBudget memory) {
    this.reconnectTimeout = reconnectTimeout;
    this.memory = memory.reserve();
  }

  /**
   * Applies an event. Events after the end of the run are ignored. An event without content does
   * not change the text, and a finish reason may come before the end.
   *
   * @return whether the reader is to be woken
   */
  boolean put(RunEvent event) {
    lock.lock();
    try {
      disconnected = false;
      apply(event);
      return isDue();
    } finally {
      lock.unlock();
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

  /** The reader, which whoever has put events wakes. */
  MailboxReader reader() {
    return reader;
  }

  /** Starts the reconnect timeout: the run's last event may be disconnected with the connection. */
  void connectionLost() {
    lock.lock();
    try {
      if (!disconnected) {
        disconnected = true;
        disconnectedAt = System.nanoTime();
      }
    } finally {
      lock.unlock();
    }
    reader.wake();
  }

  /** The text's length in bytes, if this slice begins with it and goes on; else 0. */
  int lengthAt(Utf8Slice slice) {
    lock.lock();
    try {
      return text.lengthAt(slice);
    } finally {
      lock.unlock();
    }
  }

  /** The bytes of memory that its text takes. */
  int capacity() {
    lock.lock();
    try {
      return text.capacity();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Drops the text, of which nothing was read. The next event with content has it again; if the run
   * completes without one, it is given up.
   */
  void evictText() {
    lock.lock();
    try {
      text = new CumulativeText();
      var unused = memory.resize(0);
      evicted = true;
      if (end instanceof RunEnd.Completed) {
        end = new RunEnd.GivenUp(EVICTED);
      }
      updated = end != null;
    } finally {
      lock.unlock();
    }
  }

  /** Cancels the reader, present or future, and gives the memory for its text back. */
  void close() {
    lock.lock();
    try {
      closed = true;
      memory.close();
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
  Optional<Update> poll(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    reader.begin();
    try {
      while (true) {
        long left = deadline - System.nanoTime();
        Optional<Update> update = takeUpdate(left <= 0);
        if (update.isPresent() || left <= 0) {
          return update;
        }
        reader.await(Math.min(left, mostNanosToWait), coalescing ? MAX_COALESCE_NANOS : left);
      }
    } finally {
      reader.end();
    }
  }

  /**
   * @param all whether text that may be held back is wanted, too
   */
  private Optional<Update> takeUpdate(boolean all) {
    lock.lock();
    try {
      if (!isDue() && !(all && updated)) {
        requireNotExpired();
        mostNanosToWait = reconnectNanosLeft();
        return Optional.empty();
      }
      requireOpen();
      Update update = update();
      updated = text.hasMore();
      lastText = update.delta().text().isEmpty() ? lastText : System.nanoTime();
      return Optional.of(update);
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is something new that is not held back. */
  private boolean isDue() {
    boolean held = coalescing && end == null && !disconnected;
    return updated && !(held && System.nanoTime() - lastText < MAX_COALESCE_NANOS);
  }

  private Update update() {
    CumulativeText.Delta delta = CumulativeText.Delta.NONE;
    try {
      delta = text.next(end != null);
    } catch (MalformedJsonException e) {
      end = new RunEnd.Unreadable();
    }
    boolean over = !text.hasMore();
    return new Update(delta, over ? Optional.ofNullable(end) : Optional.empty());
  }

  private void apply(RunEvent event) {
    if (end != null) {
      return;
    }
    boolean ended = event.state() != State.RUNNING;
    try {
      end = event.content().flatMap(this::whyGivenUp).orElse(null);
      if (end == null) {
        event.content().ifPresent(content -> text.update(content, ended));
        evicted &= event.content().isEmpty();
        finishReason = event.finishReason().orElse(finishReason);
        end = ended ? endOf(event) : null;
      }
    } catch (MalformedJsonException e) {
      end = new RunEnd.Unreadable();
    }
    updated = true;
  }

  /** Why a version of the text is not stored: the run is given up then. */
  private Optional<RunEnd> whyGivenUp(Utf8Slice content) {
    if (content.length() > MAX_ANSWER_BYTES) {
      return Optional.of(
          new RunEnd.GivenUp(
              new ChatFailure.ProtocolBroken(
                  "LangFast sent an answer of more than %d bytes.".formatted(MAX_ANSWER_BYTES))));
    }
    int capacity = text.capacityFor(content.length());
    if (capacity > text.capacity() && !memory.resize(capacity)) {
      return Optional.of(
          new RunEnd.GivenUp(
              new ChatFailure.Overloaded(
                  "There is no memory for an answer of this size now.", RETRY_AFTER)));
    }
    return Optional.empty();
  }

  private RunEnd endOf(RunEvent event) {
    if (event.state() == State.FAILED) {
      return new RunEnd.Failed(event.error());
    }
    return evicted
        ? new RunEnd.GivenUp(EVICTED)
        : new RunEnd.Completed(Optional.ofNullable(finishReason));
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

  /** What is left of the reconnect timeout, in nanoseconds, if it is running. */
  private long reconnectNanosLeft() {
    return disconnected && end == null
        ? disconnectedAt + reconnectTimeout.toNanos() - System.nanoTime()
        : Long.MAX_VALUE;
  }
}
