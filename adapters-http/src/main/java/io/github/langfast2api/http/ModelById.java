package io.github.langfast2api.http;

import io.github.langfast2api.ports.ModelCatalog;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code GET /v1/models/{id}}. */
final class ModelById implements Handler {

  private final ModelCatalog catalog;

  ModelById(ModelCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    String id = request.path().pathParameters().get("id");
    Answers.json(request, response, Json.bytes(ModelJson.of(catalog.require(id), id)));
  }
}
