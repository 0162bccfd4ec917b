package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.Utf8Slice;
import java.util.Optional;

/**
 * An event of a run. Its content is valid as long as the message that it was read from.
 *
 * @param jobId the run's job id
 * @param state the run's state
 * @param content the content of the JSON string that holds all text so far, still escaped; empty if
 *     the event has none, which does not change the text
 * @param finishReason LangFast's finish_reason, if any
 * @param error the error of a failed run, if any
 */
record RunEvent(
    String jobId,
    State state,
    Optional<Utf8Slice> content,
    Optional<String> finishReason,
    Optional<UpstreamError> error) {

  /** The state of a run. */
  enum State {
    RUNNING,
    COMPLETED,
    FAILED
  }
}
