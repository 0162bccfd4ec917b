package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.domain.ToolChoice;
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
 * @param request its model is the name that the client gave, which may be an alias
 * @param dropped {@code logprobs} and {@code top_logprobs}, if they are given
 * @param choices {@code n}
 * @param stream {@code stream}
 * @param includeUsage {@code stream_options.include_usage}
 * @param legacyCalls whether tools are offered as {@code functions}
 */
record ChatCall(
    ChatRequest request,
    List<Parameter> dropped,
    int choices,
    boolean stream,
    boolean includeUsage,
    boolean legacyCalls)
    implements AnswerCall {

  @Override
  public StreamForm streamForm(SseWriter events) {
    ChatChunks chunks =
        new ChatChunks(CompletionHead.of(request.model()), choices, includeUsage, callForm());
    return new ChatStreamForm(events, chunks, choices, includeUsage);
  }

  @Override
  public JsonObject whole(List<WholeChoice> whole, Optional<Usage> usage) {
    return ChatCompletionJson.of(CompletionHead.of(request.model()), whole, callForm(), usage);
  }

  private CallForm callForm() {
    boolean named = request.options().tools().choice() instanceof ToolChoice.Named;
    return new CallForm(legacyCalls, named);
  }
}
