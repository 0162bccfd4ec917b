package io.github.langfast2api.http.exchange;

import static java.lang.System.Logger.Level.DEBUG;

import io.github.langfast2api.http.connection.ClientConnection;
import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.ErrorForm;
import io.github.langfast2api.http.error.ErrorForms;
import io.github.langfast2api.http.error.HttpErrors;
import io.github.langfast2api.http.error.Vendor;
import io.github.langfast2api.http.json.Json;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/**
 * The handler of errors that Helidon reports before a request reaches a route, such as a request
 * line that is not HTTP or a body over the limit. It answers them as all other errors. No filter is
 * called for them, so that their request id is made here.
 */
public final class TransportErrorHandler implements DirectHandler {

  private static final System.Logger LOG = System.getLogger(TransportErrorHandler.class.getName());

  /** The beginning of the text that Helidon puts in place of a message that it does not show. */
  private static final String HIDDEN_MESSAGE = "Bad request, see server log";

  private static final String NOT_HTTP = "The request is not valid HTTP/1.1.";

  private final int maxBodySize;
  private final ErrorForms errorForms;
  private final CorsOrigins cors;

  private TransportErrorHandler(int maxBodySize, ErrorForms errorForms, CorsOrigins cors) {
    this.maxBodySize = maxBodySize;
    this.errorForms = errorForms;
    this.cors = cors;
  }

  /**
   * A handler for every type of event.
   *
   * @param maxBodySize the largest body in bytes
   * @param errorForms of all dialects
   * @param cors the origins whose pages may read errors
   */
  public static DirectHandlers handlers(int maxBodySize, ErrorForms errorForms, CorsOrigins cors) {
    TransportErrorHandler errors = new TransportErrorHandler(maxBodySize, errorForms, cors);
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, errors);
    }
    return handlers.build();
  }

  /**
   * @param message null for some types of events, although Helidon declares otherwise
   */
  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType eventType,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    String id = RandomId.withPrefix(RequestContextFilter.ID_PREFIX);
    LOG.log(DEBUG, "{0} is not served: {1} {2}", id, status.code(), message);
    ClientConnection.requestLeftUnread();
    ApiError error = error(request, eventType, status, message);
    ErrorForm form = errorForms.of(path(request), request.headers());
    TransportResponse.Builder response =
        TransportResponse.builder()
            .status(Status.create(form.status(error)))
            .headers(headers)
            .header(HeaderNames.CONTENT_TYPE, HttpReplies.JSON.get())
            .header(RequestContextFilter.REQUEST_ID, id);
    if (form.vendor() == Vendor.ANTHROPIC) {
      response.header(RequestContextFilter.ANTHROPIC_REQUEST_ID, id);
    }
    error.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    cors.headers(path(request), request.headers()).forEach(response::header);
    byte[] body = request.method().equals("HEAD") ? new byte[0] : Json.bytes(form.json(error, id));
    return response.entity(body).keepAlive(eventType.keepAlive()).build();
  }

  /** The path without its query; a request that could not be read has none. */
  private static String path(TransportRequest request) {
    String target = request.path();
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  private ApiError error(
      TransportRequest request, EventType eventType, Status status, @Nullable String message) {
    if (status.equals(Status.REQUEST_ENTITY_TOO_LARGE_413)) {
      return HttpErrors.tooLarge(maxBodySize);
    }
    if (eventType == EventType.INTERNAL_ERROR && request.method().isEmpty()) {
      // An exception while the request line was read: there is no method yet.
      return ApiError.invalid(400, NOT_HTTP);
    }
    return HttpErrors.of(status, shownMessage(status, message));
  }

  private static String shownMessage(Status status, @Nullable String message) {
    if (message == null || message.isBlank()) {
      return status.reasonPhrase();
    }
    return message.startsWith(HIDDEN_MESSAGE) ? NOT_HTTP : message;
  }
}
