package io.github.langfast2api.http.exchange;

import io.github.langfast2api.http.error.ErrorForm;
import io.github.langfast2api.http.error.ErrorForms;
import io.github.langfast2api.http.error.Vendor;
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
 * The outermost filter of the routes: binds a {@link RequestContext} to the thread of each request
 * and ends it when the request has been answered. The id of the request goes into the response as
 * {@code x-request-id}, and {@code request-id} for Anthropic's clients, so that what a client
 * reports can be found in the log. The client's own id, {@code x-client-request-id}, is its own to
 * choose and goes to the observer alone.
 */
public final class RequestContextFilter implements Filter {

  static final HeaderName REQUEST_ID = HeaderNames.create("x-request-id");
  static final HeaderName ANTHROPIC_REQUEST_ID =
      HeaderNames.create(ResponseHeaders.ANTHROPIC_REQUEST_ID);
  static final String ID_PREFIX = "req_";

  private static final HeaderName CLIENT_REQUEST_ID = HeaderNames.create("x-client-request-id");
  private static final HeaderName TRACE_PARENT = HeaderNames.create("traceparent");
  private static final HeaderName TRACE_STATE = HeaderNames.create("tracestate");

  /** The status of nginx's log for a client that disconnected; it is never sent. */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private static final int MAX_HEADER_CHARS = 512;

  private final ErrorForms errorForms;
  private final Set<String> answerPaths;
  private final RequestObserver observer;

  /**
   * A filter for all requests.
   *
   * @param errorForms of all dialects
   * @param answerPaths the paths of all dialects
   * @param observer is told of every request
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
    ErrorForm form = errorForms.of(request.prologue().uriPath().path(), request.headers());
    RequestContext context = new RequestContext(received, form, observer);
    response.header(REQUEST_ID, context.id());
    if (form.vendor() == Vendor.ANTHROPIC) {
      response.header(ANTHROPIC_REQUEST_ID, context.id());
    }
    try {
      ScopedValue.where(RequestContext.CURRENT, context).run(chain::proceed);
    } catch (CloseConnectionException e) {
      context.noteEnd(EndReason.CLIENT_GONE);
      throw e;
    } finally {
      context.end(
          response.isSent() || context.isAnswered()
              ? response.status().code()
              : CLIENT_CLOSED_REQUEST,
          response.bytesWritten());
    }
  }

  private Received received(RoutingRequest request) {
    UriPath path = request.prologue().uriPath();
    return new Received(
        RandomId.withPrefix(ID_PREFIX),
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
