package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Rewrite;
import io.github.langfast2api.domain.ToolCallEvent;
import io.github.langfast2api.http.chat.ChatCompletionJson;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.stream.Stream;

/** Reads an answer to its end and makes one piece of it. */
public final class WholeAnswer {

  private final ObservedChoices choices;
  private final StringBuilder[] texts;
  private final JsonObject[] finished;

  private WholeAnswer(ObservedChoices choices) {
    this.choices = choices;
    this.texts =
        Stream.generate(StringBuilder::new).limit(choices.count()).toArray(StringBuilder[]::new);
    this.finished = new JsonObject[choices.count()];
  }

  public static JsonObject read(ObservedChoices choices, AnswerHead head) {
    WholeAnswer answer = new WholeAnswer(choices);
    answer.read();
    JsonArrayBuilder array = Json.array();
    for (JsonObject choice : answer.finished) {
      array.add(choice);
    }
    return ChatCompletionJson.of(head, array, choices.usage());
  }

  private void read() {
    while (!choices.isOver()) {
      choices.next(Choices.TIMEOUT).ifPresent(this::take);
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
      // No request with tools is read yet, so no backend calls one.
      case ToolCallEvent call -> throw new IllegalStateException("a call that nobody asked for");
      case Finish finish ->
          finished[index] = ChatCompletionJson.choice(index, text.toString(), finish.reason());
    }
  }
}
