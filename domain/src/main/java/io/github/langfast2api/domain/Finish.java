package io.github.langfast2api.domain;

import java.util.Objects;
import java.util.Optional;

/**
 * The last event of a complete answer.
 *
 * @param reason why the model stopped
 * @param usage the tokens used, if the backend reports them
 */
public record Finish(FinishReason reason, Optional<Usage> usage) implements ChatEvent {

  public Finish {
    Objects.requireNonNull(reason);
    Objects.requireNonNull(usage);
  }

  /** A finish without usage. */
  public static Finish of(FinishReason reason) {
    return new Finish(reason, Optional.empty());
  }
}
