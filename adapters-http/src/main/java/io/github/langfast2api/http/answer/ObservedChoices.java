package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.exchange.RequestContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Choices that know whether they are over and what they cost together, of which the context learns
 * that and when the model began to speak.
 */
final class ObservedChoices implements Choices {

  private final Choices choices;
  private final RequestContext context;
  private final ChoiceProgress progress;
  private boolean begun;

  ObservedChoices(Choices choices, RequestContext context) {
    this.choices = choices;
    this.context = context;
    this.progress = new ChoiceProgress(choices.count());
  }

  @Override
  public int count() {
    return choices.count();
  }

  @Override
  public Optional<ChoiceEvent> next(Duration timeout) {
    Optional<ChoiceEvent> next = context.waiting(() -> choices.next(timeout));
    next.ifPresent(this::measure);
    return next;
  }

  @Override
  public void close() {
    choices.close();
  }

  /** Whether every choice is finished. */
  boolean isOver() {
    return progress.isOver();
  }

  /** What all cost together, if that is known. */
  Optional<Usage> usage() {
    return progress.usage();
  }

  private void measure(ChoiceEvent event) {
    if (event.event() instanceof Finish finish) {
      progress.finished(finish);
      if (progress.isOver()) {
        context.used(progress.usage());
      }
    } else if (!begun) {
      begun = true;
      context.firstText();
    }
  }
}
