package io.github.langfast2api.domain;

import java.util.Objects;
import java.util.Optional;

/**
 * The last event of a complete answer.
 *
 * @param reason why the model stopped
 * @param usage the tokens used, if the backend reports them
 * @param stopSequence the stop sequence before which the answer ends, if it ends for that reason
 */
public record Finish(FinishReason reason, Optional<Usage> usage, Optional<String> stopSequence)
    implements ChatEvent {

  public Finish {
    Objects.requireNonNull(reason);
    Objects.requireNonNull(usage);
    Objects.requireNonNull(stopSequence);
  }

  /** A finish without a stop sequence. */
  public Finish(FinishReason reason, Optional<Usage> usage) {
    this(reason, usage, Optional.empty());
  }

  /** A finish without usage. */
  public static Finish of(FinishReason reason) {
    return new Finish(reason, Optional.empty());
  }

  /** The same finish with this usage. */
  public Finish withUsage(Optional<Usage> tokens) {
    return new Finish(reason, tokens, stopSequence);
  }
}
