package io.github.langfast2api.http;

import static java.lang.System.Logger.Level.DEBUG;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/**
 * Tells what goes wrong before a request reaches a route, such as a line that is not HTTP, in the
 * form of all other errors. No filter sees these answers, so they get their request id here.
 */
final class TransportErrors implements DirectHandler {

  private static final System.Logger LOG = System.getLogger(TransportErrors.class.getName());

  /** This handler for every kind of event. */
  static DirectHandlers handlers() {
    TransportErrors errors = new TransportErrors();
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, errors);
    }
    return handlers.build();
  }

  /**
   * @param message null for most kinds, whatever the interface says
   */
  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType eventType,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    String id = Ids.request();
    LOG.log(DEBUG, "{0} is not served: {1} {2}", id, status.code(), message);
    WatchedConnection.current().ifPresent(ReadAhead::leaveRest);
    ApiError error = HttpErrors.of(status, message == null ? status.reasonPhrase() : message);
    TransportResponse.Builder response =
        TransportResponse.builder()
            .status(status)
            .headers(headers)
            .header(HeaderNames.CONTENT_TYPE, Answers.JSON.get())
            .header(Exchanges.REQUEST_ID, id);
    error.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    return response.entity(error.body()).keepAlive(eventType.keepAlive()).build();
  }
}
