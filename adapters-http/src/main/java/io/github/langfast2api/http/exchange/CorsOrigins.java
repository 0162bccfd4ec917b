package io.github.langfast2api.http.exchange;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The origins of web pages whose scripts may call the API (CORS, in the Fetch standard). All
 * answers below {@code /v1} have the headers, so that scripts can read errors too. Safe for any
 * thread.
 */
public final class CorsOrigins {

  private static final String API = "/v1";
  private static final String ALL = "*";

  private static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, "Origin");
  private static final Header EXPOSED =
      HeaderValues.createCached(
          HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
          String.join(", ", ResponseHeaders.EXPOSED.stream().sorted().toList()));

  private final Set<String> origins;

  /** Origins as browsers send them; {@code *} for all. */
  public CorsOrigins(List<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  /**
   * The headers of an answer.
   *
   * @param path of the request; empty if it could not be read
   * @param request the request's headers, as far as they could be read
   */
  List<Header> headers(String path, Headers request) {
    boolean api = path.equals(API) || path.startsWith(API + "/") || path.isEmpty();
    if (origins.isEmpty() || !api) {
      return List.of();
    }
    List<Header> headers = new ArrayList<>();
    if (origins.contains(ALL)) {
      headers.add(HeaderValues.create(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, ALL));
      headers.add(EXPOSED);
      return headers;
    }
    headers.add(VARY);
    request
        .first(HeaderNames.ORIGIN)
        .filter(origins::contains)
        .ifPresent(
            origin -> {
              headers.add(HeaderValues.create(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin));
              headers.add(EXPOSED);
            });
    return headers;
  }
}
