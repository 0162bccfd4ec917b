package io.github.langfast2api.http.exchange;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;

/**
 * The filter of CORS: sets the headers of {@link CorsOrigins} in every answer, and answers
 * preflight requests of allowed origins. Those come without a key.
 */
public final class CorsFilter implements Filter {

  private static final Header METHODS =
      HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE");
  private static final Header MAX_AGE =
      HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_MAX_AGE, "3600");

  private final CorsOrigins origins;

  /** A filter for all requests. */
  public CorsFilter(CorsOrigins origins) {
    this.origins = origins;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    List<Header> headers = origins.headers(request.path().rawPath(), request.headers());
    headers.forEach(response::header);
    boolean allowed =
        headers.stream()
            .anyMatch(header -> header.headerName() == HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN);
    if (allowed && isPreflight(request)) {
      // The wildcard would leave Authorization out.
      request
          .headers()
          .first(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)
          .ifPresent(asked -> response.header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, asked));
      response.header(METHODS).header(MAX_AGE).status(Status.NO_CONTENT_204).send();
    } else {
      chain.proceed();
    }
  }

  private static boolean isPreflight(RoutingRequest request) {
    return request.prologue().method().equals(Method.OPTIONS)
        && request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
  }
}
