package io.github.langfast2api.http.messages;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.answer.AnswerCall;
import io.github.langfast2api.http.answer.SseWriter;
import io.github.langfast2api.http.answer.StreamForm;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A request to {@code /v1/messages}.
 *
 * @param request its model is the name that the client gave, which may be an alias
 * @param stream {@code stream}
 * @param requestId for errors in the middle of a stream
 */
record MessagesCall(ChatRequest request, boolean stream, String requestId) implements AnswerCall {

  @Override
  public List<Parameter> dropped() {
    return List.of();
  }

  @Override
  public int choices() {
    return 1;
  }

  @Override
  public StreamForm streamForm(SseWriter events) {
    return new MessageStreamForm(
        new MessageEvents(events), MessageHead.of(request.model()), requestId);
  }

  @Override
  public JsonObject whole(List<WholeChoice> whole, Optional<Usage> usage) {
    WholeChoice answer = whole.getFirst();
    return MessageHead.of(request.model())
        .whole(
            MessageContent.of(answer.text(), answer.calls()),
            StopReason.of(answer.finish(), !answer.calls().isEmpty()),
            usage.orElse(MessageHead.UNKNOWN_USAGE));
  }
}
