package io.github.langfast2api.http.pages;

import io.github.langfast2api.http.exchange.HttpReplies;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code GET /openapi.yaml}: what is served, for tools, in OpenAPI 3.1 (RFC 9512 for its type). */
public final class OpenApiPage implements Handler {

  private static final Header YAML =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/yaml");

  private final byte[] description = Resource.named("openapi.yaml");

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    HttpReplies.send(request, response.header(YAML), description);
  }
}
