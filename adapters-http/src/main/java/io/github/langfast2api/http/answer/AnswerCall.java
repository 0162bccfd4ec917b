package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Usage;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A request that a {@link Dialect} has read, and the forms of its answer. For one request, whose
 * thread calls it; exactly one of {@link #streamForm} and {@link #whole} is called, at most once.
 */
public interface AnswerCall {

  /** The request in the language of the domain; its model is the name that the client gave. */
  ChatRequest request();

  /**
   * The parameters that LangFast has no value for and that do not change the text: the answer comes
   * without.
   */
  List<Parameter> dropped();

  /** The tools that the gateway does not have: the model is not told of them. */
  default List<DroppedTool> droppedTools() {
    return List.of();
  }

  /** The number of choices, at least 1; each is a run of its own at the backend. */
  int choices();

  /** Whether the answer is to be streamed as server-sent events. */
  boolean stream();

  /**
   * Begins a streamed answer; nothing is sent yet.
   *
   * @param events the writer for the events of the form
   */
  StreamForm streamForm(SseWriter events);

  /**
   * The body of an answer that is not streamed.
   *
   * @param choices all choices in the order of their index
   * @param usage in tokens, of all choices together; empty if it is unknown
   */
  JsonObject whole(List<WholeChoice> choices, Optional<Usage> usage);

  /** The text and the calls of a choice that is complete, and how it ended. */
  record WholeChoice(String text, List<Part.ToolCall> calls, Finish finish) {

    public WholeChoice {
      calls = List.copyOf(calls);
    }

    /** Why it ended. */
    public FinishReason reason() {
      return finish.reason();
    }
  }
}
