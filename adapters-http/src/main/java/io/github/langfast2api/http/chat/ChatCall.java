package io.github.langfast2api.http.chat;

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
 * A request to {@code /v1/chat/completions}.
 *
 * @param request names the model as the client does, which may be by one of its versions
 * @param dropped {@code logprobs} and {@code top_logprobs}, if they are asked for
 * @param choices {@code n}
 * @param stream whether the answer is to come as events
 * @param includeUsage whether a stream is to end with what it cost
 */
record ChatCall(
    ChatRequest request, List<Parameter> dropped, int choices, boolean stream, boolean includeUsage)
    implements AnswerCall {

  @Override
  public StreamForm streamed(SseWriter events) {
    return new ChatStreamForm(
        events,
        new ChatChunks(CompletionHead.of(request.model()), choices, includeUsage),
        includeUsage);
  }

  @Override
  public JsonObject whole(List<WholeChoice> whole, Optional<Usage> usage) {
    return ChatCompletionJson.of(CompletionHead.of(request.model()), whole, usage);
  }
}
