package io.github.langfast2api.http.answer;

import java.time.Duration;
import java.util.Optional;

/**
 * The choices of one answer on their way, each as a {@link
 * io.github.langfast2api.domain.ChatStream} promises it. When one of them fails, all have failed.
 *
 * <p>One thread calls {@link #next}, until every choice is finished or one has failed.
 */
interface Choices extends AutoCloseable {

  /** When to look again; how long an answer may take is for the backend to say. */
  Duration TIMEOUT = Duration.ofMinutes(1);

  /** How many choices there are. */
  int count();

  /**
   * Waits for the next event of any choice.
   *
   * @return nothing if none came within the timeout
   * @throws io.github.langfast2api.domain.ChatException if the answer cannot be whole
   */
  Optional<ChoiceEvent> next(Duration timeout);

  /** Gives up whatever is not finished. */
  @Override
  void close();
}
