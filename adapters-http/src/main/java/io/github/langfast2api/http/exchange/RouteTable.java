package io.github.langfast2api.http.exchange;

import io.github.langfast2api.http.error.HttpErrors;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The routes of the server. Other methods than a path has are answered with 405 and {@code Allow}
 * (RFC 9110, section 15.5.6), for which Helidon by itself answers 404. A preflight request of CORS
 * that was not answered before is passed on, to be answered as unknown.
 */
public final class RouteTable {

  private final HttpRouting.Builder routing;
  private final List<String> paths = new ArrayList<>();

  /** A table that adds its routes there. */
  public RouteTable(HttpRouting.Builder routing) {
    this.routing = routing;
  }

  /** Adds a route for {@code GET} and {@code HEAD}. */
  public void get(String path, Handler handler) {
    methods(path, Map.of("GET", handler));
  }

  /** Adds a route for {@code POST}. */
  public void post(String path, Handler handler) {
    methods(path, Map.of("POST", handler));
  }

  /** Adds a route for several methods; a {@code HEAD} is answered where a {@code GET} is. */
  public void methods(String path, Map<String, Handler> handlers) {
    paths.add(path);
    SortedMap<String, Handler> all = new TreeMap<>(handlers);
    if (handlers.containsKey("GET")) {
      all.put("HEAD", handlers.get("GET"));
    }
    all.forEach((method, handler) -> routing.route(Method.create(method), path, handler));
    String allowed = String.join(", ", all.keySet());
    routing.any(path, (request, response) -> refuse(request, response, allowed));
  }

  /** Adds a redirect of reads of a path to a location, which may be relative to it. */
  public void redirect(String path, String location) {
    routing.get(
        path,
        (request, response) ->
            response
                .status(Status.PERMANENT_REDIRECT_308)
                .header(HeaderNames.LOCATION, location)
                .send());
  }

  /** Adds a handler that is called for every request to these paths, before routes added later. */
  public void guard(String path, Handler handler) {
    routing.any(path, handler);
  }

  /** The paths of all routes, without those of guards. */
  public List<String> paths() {
    return List.copyOf(paths);
  }

  private void refuse(ServerRequest request, ServerResponse response, String allowed) {
    if (request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD)) {
      response.next();
    } else if (asksForWebSocket(request)) {
      HttpReplies.error(request, response, HttpErrors.upgradeNotSupported(request));
    } else {
      HttpReplies.error(request, response, HttpErrors.methodNotSupported(request, allowed, paths));
    }
  }

  /** Clients that would rather speak HTTP/2 ask for an upgrade, too, and take HTTP/1.1 as well. */
  private static boolean asksForWebSocket(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.UPGRADE)
        .filter(protocol -> protocol.toLowerCase(Locale.ROOT).contains("websocket"))
        .isPresent();
  }
}
