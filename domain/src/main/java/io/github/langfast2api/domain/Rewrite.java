package io.github.langfast2api.domain;

import java.util.Objects;

/**
 * The model's maker took back what was said: the answer so far is this text instead, and the deltas
 * that follow go on from it. Rare; who has passed deltas on cannot take them back and says so with
 * {@link ChatFailure.AnswerRewritten}.
 *
 * @param text well-formed Unicode, possibly empty
 */
public record Rewrite(String text) implements ChatEvent {

  public Rewrite {
    Objects.requireNonNull(text);
  }
}
