package io.github.langfast2api.http.answer;

import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.http.exchange.RequestContext;
import io.github.langfast2api.http.json.Json;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/**
 * Serves an {@link DialectEndpoint}. No run is counted against the rate limit. Safe for any thread.
 */
public record EndpointHandler(DialectEndpoint endpoint) implements Handler {

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    HttpReplies.json(
        request, response, Json.bytes(endpoint.answer().apply(new ReceivedCall(request))));
  }

  private record ReceivedCall(ServerRequest request) implements DialectEndpoint.Call {

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
