package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Rewrite;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** Reads an answer to its end and makes one piece of it. */
final class WholeAnswer {

  /** When to look again; how long an answer may take is for the backend to say. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private WholeAnswer() {}

  static JsonObject read(ChatStream stream, AnswerHead head) {
    StringBuilder text = new StringBuilder();
    while (true) {
      Optional<ChatEvent> event = stream.next(PATIENCE);
      if (event.isEmpty()) {
        continue;
      }
      switch (event.get()) {
        case ChatDelta delta -> text.append(delta.text());
        case Rewrite rewrite -> {
          text.setLength(0);
          text.append(rewrite.text());
        }
        case Finish finish -> {
          return CompletionJson.of(head, text.toString(), finish);
        }
      }
    }
  }
}
