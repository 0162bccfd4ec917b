package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatFailure;
import java.util.Optional;

/** The end of a run. */
sealed interface RunEnd {

  /**
   * The answer is complete.
   *
   * @param finishReason LangFast's finish_reason, if it gave one
   */
  record Completed(Optional<String> finishReason) implements RunEnd {}

  /**
   * The run failed.
   *
   * @param error LangFast's error, if it gave one
   */
  record Failed(Optional<UpstreamError> error) implements RunEnd {}

  /** The gateway holds no more of the text. */
  record GivenUp(ChatFailure why) implements RunEnd {}

  /** The text is malformed JSON, so that the rest of the answer is lost. */
  record Unreadable() implements RunEnd {}
}
