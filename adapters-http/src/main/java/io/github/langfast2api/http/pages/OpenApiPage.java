package io.github.langfast2api.http.pages;

import io.github.langfast2api.http.exchange.HttpReplies;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code GET /openapi.yaml}: the OpenAPI 3.1 description of all routes (media type: RFC 9512). */
final class OpenApiPage implements Handler {

  private static final Header YAML =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/yaml");

  private final byte[] description = ClasspathResource.bytes("openapi.yaml");

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    HttpReplies.send(request, response.header(YAML), description);
  }
}
