package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Rewrite;
import io.github.langfast2api.domain.ToolCallEvent;
import io.github.langfast2api.http.chat.ChatChunks;
import java.util.Optional;

/**
 * Passes an answer on as it comes, its choices interleaved. Nothing is sent before there is
 * something to send, so that a failure until then can still have its own status.
 */
public final class StreamedAnswer {

  private final SseWriter events;
  private final ObservedChoices choices;
  private final ChatChunks chunks;
  private final boolean usage;
  private final boolean[] begun;

  public StreamedAnswer(SseWriter events, ObservedChoices choices, AnswerHead head, boolean usage) {
    this.events = events;
    this.choices = choices;
    this.chunks = new ChatChunks(head, choices.count(), usage);
    this.usage = usage;
    this.begun = new boolean[choices.count()];
  }

  /** Reads to the end. */
  public void send() {
    while (!choices.isOver()) {
      Optional<ChoiceEvent> event = choices.next(events.timeout());
      if (event.isPresent()) {
        send(event.get());
      } else {
        events.keepAlive();
      }
    }
    if (usage) {
      choices.usage().ifPresent(cost -> events.send(chunks.usage(cost)));
    }
    events.send(chunks.done());
  }

  private void send(ChoiceEvent event) {
    int index = event.index();
    switch (event.event()) {
      case ChatDelta delta -> say(index, delta);
      case Rewrite rewrite -> sayInstead(index, rewrite);
      // No request with tools is read yet, so no backend calls one.
      case ToolCallEvent call -> throw new IllegalStateException("a call that nobody asked for");
      case Finish finish -> {
        begin(index);
        events.send(chunks.finish(index, finish.reason()));
      }
    }
  }

  private void say(int index, ChatDelta delta) {
    begin(index);
    events.send(chunks.delta(index, delta));
  }

  /** What was said can be taken back as long as nobody has heard it. */
  private void sayInstead(int index, Rewrite rewrite) {
    if (begun[index]) {
      throw new ChatException(new ChatFailure.AnswerRewritten());
    }
    if (!rewrite.text().isEmpty()) {
      say(index, new ChatDelta(rewrite.text()));
    }
  }

  private void begin(int index) {
    if (!begun[index]) {
      begun[index] = true;
      events.send(chunks.role(index));
    }
  }
}
