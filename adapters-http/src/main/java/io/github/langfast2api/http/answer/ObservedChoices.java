package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.DeltaSink;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.exchange.RequestContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Choices that keep count of their progress and usage, and note the time spent waiting for the
 * backend, the time to first token and the usage in the request's context. For one thread.
 */
final class ObservedChoices implements Choices {

  private final Choices choices;
  private final RequestContext context;
  private final ChoiceProgress progress;
  private boolean textBegun;

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
    Optional<ChoiceEvent> next = context.awaitBackend(() -> choices.next(timeout));
    next.ifPresent(this::note);
    return next;
  }

  @Override
  public void deliverTo(DeltaSink sink) {
    choices.deliverTo(sink);
  }

  @Override
  public void close() {
    choices.close();
  }

  /** Whether every choice has finished. */
  boolean isOver() {
    return progress.isOver();
  }

  /** The usage of all choices together, if it is known. */
  Optional<Usage> usage() {
    return progress.usage();
  }

  private void note(ChoiceEvent event) {
    if (event.event() instanceof Finish finish) {
      progress.finished(finish);
      if (progress.isOver()) {
        context.noteUsage(progress.usage());
      }
    } else if (!textBegun) {
      textBegun = true;
      context.noteFirstText();
    }
  }
}
