package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.Utf8Slice;
import java.util.Optional;

/**
 * What an event tells of a run. Its content is good as long as the message that brought it.
 *
 * @param jobId the run's job
 * @param state where the run stands
 * @param content the inside of the JSON string that holds all text so far; empty if the event has
 *     none, which takes nothing back
 * @param finishReason why the model stopped, in its maker's words
 * @param error what went wrong, if the run failed
 */
record RunEvent(
    String jobId,
    State state,
    Optional<Utf8Slice> content,
    Optional<String> finishReason,
    Optional<UpstreamError> error) {

  /** Where a run stands. */
  enum State {
    RUNNING,
    COMPLETED,
    FAILED
  }
}
