package io.github.langfast2api.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * An answer on its way, pulled by one reader.
 *
 * <p>The deltas, joined, are the answer; after a {@link Rewrite}, its text and the deltas that
 * follow it. A whole answer ends with exactly one {@link Finish}, which is the last event; an
 * answer that is not whole ends with a {@link ChatException} instead, and never with a finish.
 *
 * <p>One thread at a time calls {@link #next}; any thread may call {@link #close}.
 */
public interface ChatStream extends AutoCloseable {

  /**
   * Waits for the next event.
   *
   * <p>A reader that is slower than the model gets fewer, larger deltas.
   *
   * @param timeout how long to wait; zero or less looks and does not wait. A wait of seconds may
   *     take a moment longer
   * @return the next event, or nothing if none came within the timeout: the stream goes on
   * @throws ChatException if the answer ends before it is whole; {@link ChatFailure.Cancelled} if
   *     the stream was closed or the calling thread was interrupted, which stays interrupted. Every
   *     later call throws the same failure
   * @throws IllegalStateException if the finish has been read
   */
  Optional<ChatEvent> next(Duration timeout);

  /**
   * What the answer has cost so far, where the backend tells: for who ends it before its finish. Of
   * a finished answer, what the finish told.
   */
  default Optional<Usage> usageSoFar() {
    return Optional.empty();
  }

  /**
   * Ends the answer wherever it is and gives back all that it holds: a reader that waits in {@link
   * #next} is freed, and the backend is told to stop where it can be told. Does not wait for the
   * backend, throws nothing, and does nothing when called again.
   */
  @Override
  void close();
}
