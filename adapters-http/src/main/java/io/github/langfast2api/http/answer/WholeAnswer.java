package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Rewrite;
import io.github.langfast2api.domain.ToolCallEvent;
import io.github.langfast2api.http.answer.AnswerCall.WholeChoice;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** Collects the choices of an answer that is not streamed. For one thread. */
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

  /** Reads all choices to their end, and gives the body in the form of the call. */
  static JsonObject read(ObservedChoices choices, AnswerCall call) {
    WholeAnswer answer = new WholeAnswer(choices);
    answer.read();
    return call.whole(List.of(answer.finished), choices.usage());
  }

  private void read() {
    while (!choices.isOver()) {
      choices.next(Choices.POLL_TIMEOUT).ifPresent(this::add);
    }
  }

  private void add(ChoiceEvent event) {
    StringBuilder text = texts[event.index()];
    switch (event.event()) {
      case ChatDelta delta -> text.append(delta.text());
      case Rewrite rewrite -> {
        text.setLength(0);
        text.append(rewrite.text());
      }
      // No request with tools is read yet, so no backend calls one.
      case ToolCallEvent _ -> throw new IllegalStateException("a call that nobody asked for");
      case Finish finish ->
          finished[event.index()] = new WholeChoice(text.toString(), finish.reason());
    }
  }
}
