package io.github.langfast2api.http.pages;

import io.github.langfast2api.http.exchange.HttpReplies;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code GET /}: the welcome page for clients whose {@code Accept} names HTML, as browsers' does,
 * and a line of text for all others, such as load balancers and {@code curl}.
 */
final class Greeting implements Handler {

  private static final Header TEXT =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
  private static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, "Accept");
  private static final byte[] BODY =
      "langfast2api is running. OpenAI's API is at /v1.\n".getBytes(StandardCharsets.UTF_8);

  private final PageFile page;

  Greeting(PageFile page) {
    this.page = page;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    response.header(VARY);
    if (prefersHtml(request)) {
      page.handle(request, response);
    } else {
      HttpReplies.send(request, response.header(TEXT), BODY);
    }
  }

  /** Negotiates without wildcards: most programs send nothing but one. */
  private static boolean prefersHtml(ServerRequest request) {
    List<String> accepted = request.headers().values(HeaderNames.ACCEPT);
    double html = weight(accepted, "text/html");
    return html > 0 && html >= weight(accepted, "text/plain");
  }

  private static double weight(List<String> accepted, String type) {
    return MediaRange.in(accepted)
        .filter(range -> range.type().equals(type))
        .mapToDouble(MediaRange::weight)
        .max()
        .orElse(0);
  }
}
