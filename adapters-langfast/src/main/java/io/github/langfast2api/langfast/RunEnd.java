package io.github.langfast2api.langfast;

import java.util.Optional;

/** How a run ended. */
sealed interface RunEnd {

  /**
   * The model has said all that it will.
   *
   * @param finishReason why it stopped, in its maker's words
   */
  record Completed(Optional<String> finishReason) implements RunEnd {}

  /**
   * There is no whole answer.
   *
   * @param error what the upstream says of it
   */
  record Failed(Optional<UpstreamError> error) implements RunEnd {}

  /** The text cannot be decoded, and nobody knows what else it would have been. */
  record Unreadable() implements RunEnd {}
}
