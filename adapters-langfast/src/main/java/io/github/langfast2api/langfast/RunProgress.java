package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.RunEvent.State;
import io.github.langfast2api.langfast.wire.MalformedJsonException;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, by its events: one cumulative text, in memory that is reserved before it
 * is taken, and the end. Not for several threads.
 */
final class RunProgress {

  /** The longest answer: a hundred bytes for each token of the largest models. */
  static final int MAX_ANSWER_BYTES = 16 << 20;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private static final ChatFailure EVICTED =
      new ChatFailure.Overloaded(
          "The answer came before its run was known, and there was no memory to keep it.",
          RETRY_AFTER);

  private final Reservation memory;
  private CumulativeText text = new CumulativeText();
  private @Nullable String finishReason;
  private @Nullable RunEnd end;
  private boolean evicted;
  private boolean updated;

  /**
   * @param memory for all texts together
   */
  RunProgress(MemoryBudget memory) {
    this.memory = memory.reserve();
  }

  /**
   * Applies an event. Events after the end of the run are ignored. An event without content does
   * not change the text, and a finish reason may come before the end.
   */
  void apply(RunEvent event) {
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

  /** Whether there is something that was not read yet. */
  boolean isUpdated() {
    return updated;
  }

  /** Whether the run has ended, which may not have been read yet. */
  boolean isEnded() {
    return end != null;
  }

  /** Whether the next text to be read replaces what was read. */
  boolean isRewritten() {
    return text.isRewritten();
  }

  /** Reads what is new, or the beginning of it: then {@link #isUpdated} stays true. */
  RunUpdate next() {
    CumulativeText.Delta delta = CumulativeText.Delta.NONE;
    try {
      delta = text.next(end != null);
    } catch (MalformedJsonException e) {
      end = new RunEnd.Unreadable();
    }
    updated = text.hasMore();
    return new RunUpdate(delta, updated ? Optional.empty() : Optional.ofNullable(end));
  }

  /** The text's length in bytes, if this slice begins with it and goes on; else 0. */
  int lengthAt(Utf8Slice slice) {
    return text.lengthAt(slice);
  }

  /** The bytes of memory that its text takes. */
  int capacity() {
    return text.capacity();
  }

  /**
   * Drops the text, of which nothing was read. The next event with content has it again; if the run
   * completes without one, it is given up.
   */
  void evictText() {
    text = new CumulativeText();
    var unused = memory.resize(0);
    evicted = true;
    if (end instanceof RunEnd.Completed) {
      end = new RunEnd.GivenUp(EVICTED);
    }
    updated = end != null;
  }

  /** Gives the memory for its text back. */
  void release() {
    memory.close();
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
}
