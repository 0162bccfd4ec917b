package io.github.langfast2api.http.models;

import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.http.exchange.RequestContext;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * {@code GET /v1/models/{id}}, by OpenAI's API reference ("Retrieve model") and Anthropic's ("Get a
 * model"); aliases are ids too.
 */
public final class ModelById implements Handler {

  private final ModelCatalog catalog;

  /** A handler for the models of this catalogue. */
  public ModelById(ModelCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    String id = request.path().pathParameters().get("id");
    HttpReplies.json(
        request,
        response,
        Json.bytes(
            ModelJson.of(catalog.require(id), id, RequestContext.current().errorForm().vendor())));
  }
}
