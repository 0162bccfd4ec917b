package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Rewrite;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.stream.Stream;

/** Reads an answer to its end and makes one piece of it. */
final class WholeAnswer {

  /** When to look again; how long an answer may take is for the backend to say. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Choices choices;
  private final StringBuilder[] texts;
  private final JsonObject[] finished;
  private final Progress progress;

  private WholeAnswer(Choices choices) {
    this.choices = choices;
    this.texts =
        Stream.generate(StringBuilder::new).limit(choices.count()).toArray(StringBuilder[]::new);
    this.finished = new JsonObject[choices.count()];
    this.progress = new Progress(choices.count());
  }

  static JsonObject read(Choices choices, AnswerHead head) {
    WholeAnswer answer = new WholeAnswer(choices);
    answer.read();
    JsonArrayBuilder array = Json.array();
    for (JsonObject choice : answer.finished) {
      array.add(choice);
    }
    return CompletionJson.of(head, array, answer.progress.usage());
  }

  private void read() {
    while (!progress.isOver()) {
      choices.next(PATIENCE).ifPresent(this::take);
    }
  }

  private void take(ChoiceEvent event) {
    int index = event.index();
    StringBuilder text = texts[index];
    switch (event.event()) {
      case ChatDelta delta -> text.append(delta.text());
      case Rewrite rewrite -> {
        text.setLength(0);
        text.append(rewrite.text());
      }
      case Finish finish -> {
        progress.finished(finish);
        finished[index] = CompletionJson.choice(index, text.toString(), finish.reason());
      }
    }
  }
}
