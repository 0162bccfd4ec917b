package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.answer.AnswerCall;
import io.github.langfast2api.http.answer.DroppedTool;
import io.github.langfast2api.http.answer.SseWriter;
import io.github.langfast2api.http.answer.StreamForm;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A request to {@code /v1/responses}.
 *
 * @param request its model is the name that the client gave, which may be an alias
 * @param tools how calls are told
 * @param dropped {@code store}, if it is asked for where nothing is kept
 * @param stream {@code stream}
 * @param response what is told, and kept
 * @param memory the request's
 */
record ResponsesCall(
    ChatRequest request,
    ResponseTools tools,
    List<Parameter> dropped,
    boolean stream,
    KeptResponse response,
    RequestMemory memory)
    implements AnswerCall {

  @Override
  public List<DroppedTool> droppedTools() {
    return tools.dropped();
  }

  @Override
  public int choices() {
    return 1;
  }

  @Override
  public StreamForm streamForm(SseWriter events) {
    return new ResponseStreamForm(
        events, response, new ResponseOutput(response.ids(), tools), memory);
  }

  @Override
  public JsonObject whole(List<WholeChoice> whole, Optional<Usage> usage) {
    WholeChoice answer = whole.getFirst();
    memory.reserveAnswer(answer.text().length());
    ResponseOutput output = new ResponseOutput(response.ids(), tools);
    output.addWhole(answer.text(), answer.calls(), answer.reason());
    return response.finish(output, answer.reason(), usage);
  }
}
