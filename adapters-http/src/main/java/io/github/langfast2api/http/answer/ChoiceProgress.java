package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Usage;
import java.util.Optional;

/** The number of choices that are not finished, and the usage of those that are. For one thread. */
final class ChoiceProgress {

  private int unfinished;
  private boolean usageKnown = true;
  private Optional<Usage> usage = Optional.empty();

  ChoiceProgress(int choices) {
    this.unfinished = choices;
  }

  /** Counts a choice that has finished. */
  void finished(Finish finish) {
    unfinished--;
    usageKnown &= finish.usage().isPresent();
    usage =
        finish
            .usage()
            .map(cost -> usage.map(before -> before.and(cost)).orElse(cost))
            .or(() -> usage);
  }

  /** Whether every choice has finished. */
  boolean isOver() {
    return unfinished == 0;
  }

  /**
   * The usage of all choices together; empty unless it is known for each. Clients take a chunk
   * without choices for the usage, and some fail if the usage in it is null: without usage there is
   * no such chunk.
   */
  Optional<Usage> usage() {
    return usageKnown ? usage : Optional.empty();
  }
}
