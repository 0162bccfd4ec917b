package io.github.langfast2api.domain;

import java.util.Objects;

/**
 * A replacement of the whole answer so far, which the deltas that follow continue. Rare; a reader
 * that has sent deltas to its client already fails with {@link ChatFailure.AnswerRewritten}.
 *
 * @param text well-formed Unicode, possibly empty
 */
public record Rewrite(String text) implements ChatEvent {

  public Rewrite {
    Objects.requireNonNull(text);
  }
}
