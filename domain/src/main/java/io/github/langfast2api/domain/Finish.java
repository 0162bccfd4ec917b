package io.github.langfast2api.domain;

import java.util.Objects;
import java.util.Optional;

/**
 * The end of a whole answer. Nothing follows it.
 *
 * @param reason why the model stopped
 * @param usage what the answer cost, where the backend tells
 */
public record Finish(FinishReason reason, Optional<Usage> usage) implements ChatEvent {

  public Finish {
    Objects.requireNonNull(reason);
    Objects.requireNonNull(usage);
  }

  /** An end of which the cost is not known. */
  public static Finish of(FinishReason reason) {
    return new Finish(reason, Optional.empty());
  }
}
