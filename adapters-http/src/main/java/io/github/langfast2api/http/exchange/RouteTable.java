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

/**
 * Resources, each with its one method. Helidon answers 404 where a path is known and a method is
 * not; here that is 405, for {@code OPTIONS} too. Only what a browser asks before it lets a page's
 * script ask is left to whoever answers that.
 */
public final class RouteTable {

  private final HttpRouting.Builder routing;
  private final List<String> paths = new ArrayList<>();

  public RouteTable(HttpRouting.Builder routing) {
    this.routing = routing;
  }

  /** A resource to read; {@code HEAD} gets what {@code GET} gets. */
  public void get(String path, Handler handler) {
    paths.add(path);
    routing.route(Method.GET, path, handler);
    routing.route(Method.HEAD, path, handler);
    routing.any(path, (request, response) -> refuse(request, response, "GET, HEAD"));
  }

  /** A resource to post to. */
  public void post(String path, Handler handler) {
    paths.add(path);
    routing.route(Method.POST, path, handler);
    routing.any(path, (request, response) -> refuse(request, response, "POST"));
  }

  /** A path that stands for another, to which it is relative. */
  public void redirect(String path, String to) {
    routing.get(
        path,
        (request, response) ->
            response.status(Status.PERMANENT_REDIRECT_308).header(HeaderNames.LOCATION, to).send());
  }

  /** A handler that every request to these paths must pass first. */
  public void guard(String path, Handler handler) {
    routing.any(path, handler);
  }

  /** The paths of all resources. */
  public List<String> paths() {
    return List.copyOf(paths);
  }

  private static void refuse(ServerRequest request, ServerResponse response, String allowed) {
    if (request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD)) {
      response.next();
    } else {
      HttpReplies.error(request, response, HttpErrors.methodNotSupported(request, allowed));
    }
  }
}
