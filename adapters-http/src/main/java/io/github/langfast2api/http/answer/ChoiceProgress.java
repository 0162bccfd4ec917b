package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Usage;
import java.util.Optional;

/** How many choices are still on their way, and what the finished ones cost together. */
final class ChoiceProgress {

  private int open;
  private boolean known = true;
  private Optional<Usage> usage = Optional.empty();

  ChoiceProgress(int choices) {
    this.open = choices;
  }

  void finished(Finish finish) {
    open--;
    known &= finish.usage().isPresent();
    usage =
        finish
            .usage()
            .map(cost -> usage.map(before -> before.and(cost)).orElse(cost))
            .or(() -> usage);
  }

  boolean isOver() {
    return open == 0;
  }

  /**
   * What all cost together; empty unless it is known of each. Clients take a chunk without choices
   * for the usage that they asked for, and some fail if it has none: then there is no such chunk.
   */
  Optional<Usage> usage() {
    return known ? usage : Optional.empty();
  }
}
