package io.github.langfast2api.http.answer;

import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.http.request.RequestBody;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import io.github.langfast2api.ports.usage.PromptCounter;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;

/**
 * Counts the tokens of requests of a {@link Dialect} without running them: what is refused when it
 * is to be run is refused here. No run is counted against the rate limit. Safe for any thread.
 *
 * @param count reads the requests, and tells their numbers
 * @param fit adapts requests to their models
 * @param counter counts what LangFast would be sent
 * @param memory for the requests of all dialects
 */
public record TokenCountHandler(
    TokenCount count, RequestFit fit, PromptCounter counter, MemoryBudget memory)
    implements Handler {

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    try (Reservation reserved = memory.reserve()) {
      JsonObject body = RequestBody.read(request, reserved);
      AnswerCall call = count.reader().apply(ReceivedRequest.of(body, reserved));
      int tokens = counter.count(fit.fit(call).request());
      HttpReplies.json(request, response, Json.bytes(count.form().apply(tokens)));
    }
  }
}
