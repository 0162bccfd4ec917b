package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Rewrite;
import io.github.langfast2api.http.answer.AnswerCall.WholeChoice;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads the choices of an answer to their end. For one thread. */
final class WholeAnswer {

  private final ObservedChoices choices;
  private final StringBuilder[] texts;
  private final WholeChoice[] finished;

  private WholeAnswer(ObservedChoices choices) {
    this.choices = choices;
    this.texts =
        Stream.generate(StringBuilder::new).limit(choices.count()).toArray(StringBuilder[]::new);
    this.finished = new WholeChoice[choices.count()];
  }

  /** The whole answer in the form of its call. */
  static JsonObject read(ObservedChoices choices, AnswerCall call) {
    WholeAnswer answer = new WholeAnswer(choices);
    answer.read();
    List<WholeChoice> whole = Arrays.asList(answer.finished);
    return call.whole(whole, choices.usage());
  }

  private void read() {
    while (!choices.isOver()) {
      choices.next(Choices.TIMEOUT).ifPresent(this::take);
    }
  }

  private void take(ChoiceEvent event) {
    StringBuilder text = texts[event.index()];
    switch (event.event()) {
      case ChatDelta delta -> text.append(delta.text());
      case Rewrite rewrite -> {
        text.setLength(0);
        text.append(rewrite.text());
      }
      case Finish finish ->
          finished[event.index()] = new WholeChoice(text.toString(), finish.reason());
    }
  }
}
