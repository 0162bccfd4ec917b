package io.github.langfast2api.http.exchange;

import io.github.langfast2api.http.connection.ClientConnection;
import io.github.langfast2api.http.error.ErrorForms;
import io.github.langfast2api.http.exchange.RequestObserver.Received;
import io.helidon.common.uri.UriPath;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Optional;
import java.util.Set;

/**
 * Gives every request its {@link RequestContext}, and its id to the answer, so that what a client
 * shows can be found in the log. The id that the client gave it goes to the observer and nowhere
 * else.
 */
public final class RequestContextFilter implements Filter {

  static final HeaderName REQUEST_ID = HeaderNames.create("x-request-id");

  private static final HeaderName CLIENT_REQUEST_ID = HeaderNames.create("x-client-request-id");
  private static final HeaderName TRACE_PARENT = HeaderNames.create("traceparent");
  private static final HeaderName TRACE_STATE = HeaderNames.create("tracestate");

  /** What nginx logs of a client that left; nobody is sent it. */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private static final int MAX_HEADER_CHARS = 512;

  private final ErrorForms errorForms;
  private final Set<String> answerPaths;
  private final RequestObserver observer;

  /**
   * A filter for all requests.
   *
   * @param answerPaths the paths at which models answer
   */
  public RequestContextFilter(
      ErrorForms errorForms, Set<String> answerPaths, RequestObserver observer) {
    this.errorForms = errorForms;
    this.answerPaths = Set.copyOf(answerPaths);
    this.observer = observer;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Received received = received(request);
    RequestContext context =
        new RequestContext(received, errorForms.at(request.prologue().uriPath().path()), observer);
    response.header(REQUEST_ID, context.id());
    try {
      ScopedValue.where(RequestContext.CURRENT, context).run(chain::proceed);
    } catch (CloseConnectionException e) {
      context.failed(EndReason.CLIENT_GONE);
      throw e;
    } finally {
      if (!request.content().hasEntity() || request.content().consumed()) {
        ClientConnection.requestEnded();
      }
      context.end(
          response.isSent() ? response.status().code() : CLIENT_CLOSED_REQUEST,
          response.bytesWritten());
    }
  }

  private Received received(RoutingRequest request) {
    UriPath path = request.prologue().uriPath();
    return new Received(
        Ids.request(),
        request.prologue().method().text(),
        path.rawPath(),
        answerPaths.contains(path.path()),
        header(request, CLIENT_REQUEST_ID),
        header(request, TRACE_PARENT),
        header(request, TRACE_STATE));
  }

  private static Optional<String> header(RoutingRequest request, HeaderName name) {
    return request
        .headers()
        .first(name)
        .map(
            value ->
                value.length() <= MAX_HEADER_CHARS ? value : value.substring(0, MAX_HEADER_CHARS));
  }
}
