package io.github.langfast2api.domain;

import java.util.Objects;

/**
 * A replacement of the whole answer so far, which the deltas that follow continue. Rare. A reader
 * that has sent deltas to its client already tells the failure, and reads no further: the next
 * event may cost a run.
 *
 * @param text well-formed Unicode, possibly empty
 * @param failure why the answer ends for a client that has a part of it
 */
public record Rewrite(String text, ChatFailure failure) implements ChatEvent {

  public Rewrite {
    Objects.requireNonNull(text);
    Objects.requireNonNull(failure);
  }

  /** A replacement by the upstream: it fails with {@link ChatFailure.AnswerRewritten}. */
  public Rewrite(String text) {
    this(text, new ChatFailure.AnswerRewritten());
  }
}
