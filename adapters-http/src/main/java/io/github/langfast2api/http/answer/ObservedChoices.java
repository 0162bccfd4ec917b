package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.exchange.RequestContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Choices that know whether they are over and what they cost together, of which the exchange learns
 * that and when the model began to speak.
 */
public final class ObservedChoices implements Choices {

  private final Choices choices;
  private final RequestContext exchange;
  private final ChoiceProgress progress;
  private boolean begun;

  public ObservedChoices(Choices choices, RequestContext exchange) {
    this.choices = choices;
    this.exchange = exchange;
    this.progress = new ChoiceProgress(choices.count());
  }

  @Override
  public int count() {
    return choices.count();
  }

  @Override
  public Optional<ChoiceEvent> next(Duration timeout) {
    Optional<ChoiceEvent> next = exchange.waiting(() -> choices.next(timeout));
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
        exchange.cost(progress.usage());
      }
    } else if (!begun) {
      begun = true;
      exchange.firstText();
    }
  }
}
