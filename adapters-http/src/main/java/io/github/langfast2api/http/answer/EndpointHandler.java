package io.github.langfast2api.http.answer;

import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.http.exchange.RequestContext;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/**
 * Serves a {@link DialectEndpoint}. No run is counted against the rate limit. Safe for any thread.
 *
 * @param memory for the requests of all dialects
 */
public record EndpointHandler(DialectEndpoint endpoint, MemoryBudget memory) implements Handler {

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    try (Reservation reserved = memory.reserve()) {
      HttpReplies.json(
          request,
          response,
          Json.bytes(endpoint.answer().apply(new ReceivedCall(request, reserved))));
    }
  }

  private record ReceivedCall(ServerRequest request, Reservation memory)
      implements DialectEndpoint.Call {

    @Override
    public String owner() {
      return RequestContext.current().owner();
    }

    @Override
    public String pathParameter(String name) {
      return request.path().pathParameters().get(name);
    }

    @Override
    public Optional<String> query(String name) {
      return request.query().first(name).asOptional();
    }
  }
}
