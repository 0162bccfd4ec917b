package io.github.langfast2api.http;

import static java.lang.System.Logger.Level.DEBUG;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;

/**
 * Names every request in its answer, so that what a client shows can be found in the log. The name
 * that the client gave it goes to the log and nowhere else.
 */
final class RequestIds implements Filter {

  static final HeaderName REQUEST_ID = HeaderNames.create("x-request-id");

  private static final HeaderName CLIENT_REQUEST_ID = HeaderNames.create("x-client-request-id");
  private static final System.Logger LOG = System.getLogger(RequestIds.class.getName());
  private static final int LONGEST_LOGGED = 200;

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    String id = Ids.request();
    response.header(REQUEST_ID, id);
    request
        .headers()
        .first(CLIENT_REQUEST_ID)
        .ifPresent(
            theirs -> LOG.log(DEBUG, "{0} is the client''s request {1}", id, shortened(theirs)));
    try {
      chain.proceed();
    } finally {
      LOG.log(
          DEBUG,
          "{0} {1} {2}: {3}",
          id,
          request.prologue().method().text(),
          request.path().rawPath(),
          response.status().code());
    }
  }

  /** The id of the request that this is the answer to. */
  static String of(ServerResponse response) {
    return response.headers().first(REQUEST_ID).orElse("a request");
  }

  private static String shortened(String id) {
    return id.length() <= LONGEST_LOGGED ? id : id.substring(0, LONGEST_LOGGED) + "…";
  }
}
