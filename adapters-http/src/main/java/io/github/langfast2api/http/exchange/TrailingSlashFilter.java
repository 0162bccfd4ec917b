package io.github.langfast2api.http.exchange;

import io.helidon.common.uri.UriPath;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Set;

/**
 * Removes trailing slashes from the paths of requests before they are routed; the server itself
 * merges double slashes within. Base URLs that end in a slash are a common mistake.
 */
public final class TrailingSlashFilter implements Filter {

  private final Set<String> kept;

  /**
   * A filter for all requests.
   *
   * @param kept paths that have a route of their own with the slash at their end
   */
  public TrailingSlashFilter(Set<String> kept) {
    this.kept = Set.copyOf(kept);
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    HttpPrologue prologue = request.prologue();
    String path = prologue.uriPath().rawPath();
    if (path.endsWith("/") && !kept.contains(prologue.uriPath().path())) {
      request.prologue(prologue.withUriPath(UriPath.create(withoutSlashes(path))));
    }
    chain.proceed();
  }

  private static String withoutSlashes(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
