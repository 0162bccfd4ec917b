package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.error.ApiError;
import java.util.Optional;

/**
 * The events of one streamed answer in the form of its API. Calls come in the order in which things
 * happen: for each choice {@link #begin}, any number of {@link #text}, {@link #finish}; when all
 * are finished {@link #end}; or {@link #fail}, after which nothing comes. For one thread.
 */
public interface StreamForm {

  /** A choice begins; nothing of it was sent. */
  void begin(int choice);

  /** More text of a choice. */
  void text(int choice, ChatDelta delta);

  /** A choice is whole. */
  void finish(int choice, FinishReason reason);

  /**
   * The answer is whole.
   *
   * @param usage what it cost, if that is known
   */
  void end(Optional<Usage> usage);

  /** The answer breaks off after something was sent. */
  void fail(ApiError error);

  /** Nothing happened for a while: what keeps clients and proxies from giving up. */
  void keepAlive();
}
