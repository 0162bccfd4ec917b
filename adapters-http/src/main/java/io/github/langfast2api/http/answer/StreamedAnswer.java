package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Rewrite;
import io.github.langfast2api.domain.ToolCallEvent;
import java.util.Optional;

/**
 * Streams an answer: turns the events of its choices into calls of the dialect's {@link
 * StreamForm}, and has keep-alive comments sent between them. Nothing is sent before the first
 * text, finish or comment, so that a failure until then can still have its own status. For one
 * thread at a time.
 */
final class StreamedAnswer {

  /** Longer deltas gain nothing, and take the time of a thread that serves others. */
  private static final int MAX_CHARS_AT_ONCE = 4096;

  private final SseWriter events;
  private final ObservedChoices choices;
  private final StreamForm form;
  private final boolean[] begun;

  StreamedAnswer(SseWriter events, ObservedChoices choices, StreamForm form) {
    this.events = events;
    this.choices = choices;
    this.form = form;
    this.begun = new boolean[choices.count()];
  }

  /** Sends the answer to its end. Blocks until the last choice has finished. */
  void send() {
    while (!choices.isOver()) {
      Optional<ChoiceEvent> event = choices.next(events.untilKeepAlive());
      if (event.isPresent()) {
        send(event.get());
      } else if (!events.untilKeepAlive().isPositive()) {
        form.keepAlive();
      }
    }
    form.end(choices.usage());
  }

  private void send(ChoiceEvent event) {
    int choice = event.index();
    switch (event.event()) {
      case ChatDelta delta -> text(choice, delta);
      case Rewrite rewrite -> rewrite(choice, rewrite);
      case ToolCallEvent(Part.ToolCall call) -> {
        begin(choice);
        form.call(choice, call);
      }
      case Finish finish -> {
        begin(choice);
        form.finish(choice, finish);
      }
    }
  }

  /** Sends more text of the only choice at once, from another thread, if that does not block. */
  private boolean take(ChatDelta delta) {
    int length = delta.text().length();
    boolean ready = length <= MAX_CHARS_AT_ONCE && events.isReadyFor(length);
    if (ready) {
      form.text(0, delta);
    }
    return ready;
  }

  private void text(int choice, ChatDelta delta) {
    begin(choice);
    form.text(choice, delta);
  }

  /** Replaces the text of a choice, which is possible as long as none of it was sent. */
  private void rewrite(int choice, Rewrite rewrite) {
    if (begun[choice]) {
      throw new ChatException(rewrite.failure());
    }
    if (!rewrite.text().isEmpty()) {
      text(choice, new ChatDelta(rewrite.text()));
    }
  }

  private void begin(int choice) {
    if (!begun[choice]) {
      begun[choice] = true;
      form.begin(choice);
      if (events.canBeReady()) {
        choices.deliverTo(this::take);
      }
    }
  }
}
