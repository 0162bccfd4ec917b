package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.DeltaSink;
import java.time.Duration;
import java.util.Optional;

/**
 * The streams of the choices of one answer, merged. The events of each choice come in the order
 * that {@link io.github.langfast2api.domain.ChatStream} promises; those of different choices
 * interleave. A failure of one choice is a failure of the answer.
 *
 * <p>One thread calls {@link #next}, until every choice has finished or one has failed.
 */
interface Choices extends AutoCloseable {

  /** The timeout of one wait where nothing else is due: deadlines are the backend's business. */
  Duration POLL_TIMEOUT = Duration.ofMinutes(1);

  /** The number of choices. */
  int count();

  /**
   * Waits for the next event of any choice.
   *
   * @return the event; empty if none came within the timeout
   * @throws io.github.langfast2api.domain.ChatException if a choice fails, or if the calling thread
   *     is interrupted
   */
  Optional<ChoiceEvent> next(Duration timeout);

  /**
   * Offers a sink to which the deltas of the only choice may go while {@link #next} waits, once
   * that has returned its first.
   */
  default void deliverTo(DeltaSink sink) {}

  /** Closes the streams, also those that have not finished. Does not wait for the backend. */
  @Override
  void close();
}
