package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.domain.Usage;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What a client asks for, and the forms in which it is to be answered. For one request. */
public interface AnswerCall {

  /** The conversation; the model is named as the client names it. */
  ChatRequest request();

  /**
   * What is asked for that no model can give here and that leaves the text as it is, so that the
   * answer comes without.
   */
  List<Parameter> dropped();

  /** How many answers are asked for at once; each is a run. */
  int choices();

  /** Whether the answer is to come as events. */
  boolean stream();

  /** The form of the answer as events, which it writes there. Asked for once, if at all. */
  StreamForm streamed(SseWriter events);

  /**
   * The form of the answer as a whole.
   *
   * @param usage what all choices cost together, if that is known
   */
  JsonObject whole(List<WholeChoice> choices, Optional<Usage> usage);

  /** One of the answers, read to its end. */
  record WholeChoice(String text, FinishReason reason) {}
}
