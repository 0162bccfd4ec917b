package io.github.langfast2api.http.exchange;

import io.github.langfast2api.http.connection.ClientConnection;
import io.github.langfast2api.http.exchange.RequestObserver.Received;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Optional;

/**
 * Makes an {@link RequestContext} of every request and names it in its answer, so that what a
 * client shows can be found in the log. The name that the client gave it goes to the observer and
 * nowhere else.
 */
public final class RequestContextFilter implements Filter {

  static final HeaderName REQUEST_ID = HeaderNames.create("x-request-id");

  private static final HeaderName CLIENT_REQUEST_ID = HeaderNames.create("x-client-request-id");
  private static final HeaderName TRACE_PARENT = HeaderNames.create("traceparent");
  private static final HeaderName TRACE_STATE = HeaderNames.create("tracestate");

  /** What nginx logs of a client that left; nobody is sent it. */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private static final int LONGEST_TOLD = 512;

  private final RequestObserver observer;

  public RequestContextFilter(RequestObserver observer) {
    this.observer = observer;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    RequestContext exchange = new RequestContext(received(request), observer);
    response.header(REQUEST_ID, exchange.id());
    try {
      ScopedValue.where(RequestContext.CURRENT, exchange).run(chain::proceed);
    } catch (CloseConnectionException e) {
      exchange.failed(EndReason.CLIENT_GONE);
      throw e;
    } finally {
      if (!request.content().hasEntity() || request.content().consumed()) {
        ClientConnection.requestEnded();
      }
      exchange.end(
          response.isSent() ? response.status().code() : CLIENT_CLOSED_REQUEST,
          response.bytesWritten());
    }
  }

  private static Received received(RoutingRequest request) {
    return new Received(
        Ids.request(),
        request.prologue().method().text(),
        request.path().rawPath(),
        header(request, CLIENT_REQUEST_ID),
        header(request, TRACE_PARENT),
        header(request, TRACE_STATE));
  }

  private static Optional<String> header(RoutingRequest request, HeaderName name) {
    return request
        .headers()
        .first(name)
        .map(value -> value.length() <= LONGEST_TOLD ? value : value.substring(0, LONGEST_TOLD));
  }
}
