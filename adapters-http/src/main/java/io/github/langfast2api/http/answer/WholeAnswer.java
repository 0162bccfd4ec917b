package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Rewrite;
import io.github.langfast2api.domain.ToolCallEvent;
import io.github.langfast2api.http.answer.AnswerCall.WholeChoice;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.HttpErrors;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Collects the choices of an answer that is not streamed, in memory that is reserved before it is
 * taken. For one thread.
 */
final class WholeAnswer {

  /**
   * What a character takes until the body is sent: two or three bytes in a buffer that grows, as
   * much as text, as JSON, and as bytes.
   */
  private static final int BYTES_PER_CHAR = 8;

  private final ObservedChoices choices;
  private final Reservation memory;
  private final StringBuilder[] texts;
  private final List<List<Part.ToolCall>> calls;
  private final WholeChoice[] finished;

  private WholeAnswer(ObservedChoices choices, Reservation memory) {
    this.choices = choices;
    this.memory = memory;
    this.texts =
        Stream.generate(StringBuilder::new).limit(choices.count()).toArray(StringBuilder[]::new);
    this.calls =
        Stream.<List<Part.ToolCall>>generate(ArrayList::new).limit(choices.count()).toList();
    this.finished = new WholeChoice[choices.count()];
  }

  /**
   * Reads all choices to their end, and gives the body in the form of the call.
   *
   * @param memory the request's, to which the answer's is added
   * @throws ApiException with status 503 if there is not enough
   */
  static JsonObject read(ObservedChoices choices, AnswerCall call, Reservation memory) {
    WholeAnswer answer = new WholeAnswer(choices, memory);
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
      case ChatDelta delta -> append(text, delta.text());
      case Rewrite rewrite -> {
        text.setLength(0);
        append(text, rewrite.text());
      }
      case ToolCallEvent(Part.ToolCall call) -> {
        reserve(call.arguments());
        calls.get(event.index()).add(call);
      }
      case Finish finish ->
          finished[event.index()] =
              new WholeChoice(text.toString(), calls.get(event.index()), finish);
    }
  }

  private void append(StringBuilder text, String delta) {
    reserve(delta);
    text.append(delta);
  }

  private void reserve(String more) {
    if (!memory.growBy((long) more.length() * BYTES_PER_CHAR)) {
      throw new ApiException(HttpErrors.noMemory());
    }
  }
}
