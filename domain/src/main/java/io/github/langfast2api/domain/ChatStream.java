package io.github.langfast2api.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * A streamed answer, pulled by one reader.
 *
 * <p>The answer is the concatenation of the deltas; after a {@link Rewrite}, that of its text and
 * the deltas that follow. A complete answer ends with exactly one {@link Finish}; any other ends
 * with a {@link ChatException} and never with a finish.
 *
 * <p>One thread at a time calls {@link #next}; any thread may call {@link #close}.
 */
public interface ChatStream extends AutoCloseable {

  /**
   * Waits for the next event.
   *
   * <p>A reader that is slower than the model gets fewer, larger deltas.
   *
   * @param timeout how long to wait; not at all if zero or less. A wait of two seconds or more may
   *     take a quarter of a second longer
   * @return the next event, or nothing if the timeout expired: the stream goes on
   * @throws ChatException if the answer ends before it is complete; {@link ChatFailure.Cancelled}
   *     if the stream was closed or the calling thread was interrupted, which stays interrupted.
   *     Every later call throws the same failure
   * @throws IllegalStateException if the finish has been read
   */
  Optional<ChatEvent> next(Duration timeout);

  /**
   * Tells that nobody watches the answer grow: from now on deltas may be joined into fewer, for
   * which the reader need not be woken so often. The first delta, tool calls, the finish and
   * failures come at once as ever; other text is held back for a second at most, or until the
   * timeout of a wait expires. Called by the thread that reads; a stream need not heed it.
   */
  default void coalesceDeltas() {}

  /**
   * Has deltas go to a sink from now on, instead of being returned by {@link #next}, while that
   * waits. All other events are returned as ever. Called by the thread that reads; a stream need
   * not heed it.
   */
  default void deliverTo(DeltaSink sink) {}

  /**
   * The usage of the answer so far, if the backend reports it: for a reader that cancels before the
   * finish.
   */
  default Optional<Usage> usageSoFar() {
    return Optional.empty();
  }

  /**
   * Cancels the answer and releases what it holds: a reader that waits in {@link #next} is woken,
   * and the backend stops generating if it can. Does not wait for the backend, throws nothing, and
   * does nothing when called again.
   */
  @Override
  void close();
}
