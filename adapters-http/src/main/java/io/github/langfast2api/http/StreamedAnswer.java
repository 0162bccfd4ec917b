package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Rewrite;
import java.util.Optional;

/**
 * Passes an answer on as it comes. Nothing is sent before there is something to send, so that a
 * failure until then can still have its own status.
 */
final class StreamedAnswer {

  private final EventStream events;
  private final Chunks chunks;
  private final boolean usage;
  private boolean begun;

  StreamedAnswer(EventStream events, AnswerHead head, boolean usage) {
    this.events = events;
    this.chunks = new Chunks(head, usage);
    this.usage = usage;
  }

  /** Reads to the end. */
  void send(ChatStream stream) {
    while (true) {
      Optional<ChatEvent> event = stream.next(events.patience());
      if (event.isEmpty()) {
        events.keepAlive();
        continue;
      }
      begin();
      switch (event.get()) {
        case ChatDelta delta -> events.send(chunks.delta(delta));
        case Rewrite rewrite -> throw new ChatException(new ChatFailure.AnswerRewritten());
        case Finish finish -> {
          end(finish);
          return;
        }
      }
    }
  }

  private void begin() {
    if (!begun) {
      begun = true;
      events.send(chunks.role());
    }
  }

  /**
   * Clients take a chunk without choices for the usage that they asked for, and some fail if it has
   * none: where the cost is not known there is no such chunk.
   */
  private void end(Finish finish) {
    events.send(chunks.finish(finish.reason()));
    if (usage) {
      finish.usage().ifPresent(cost -> events.send(chunks.usage(cost)));
    }
    events.send(chunks.done());
  }
}
