package io.github.langfast2api.http.models;

import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonArrayBuilder;

/**
 * {@code GET /v1/models}, by OpenAI's API reference ("List models"): all models, then all aliases.
 * The body is made once, since a catalogue does not change.
 */
public final class ModelList implements Handler {

  private final byte[] body;

  /** A handler for the models of this catalogue. */
  public ModelList(ModelCatalog catalog) {
    JsonArrayBuilder data = Json.array();
    catalog.models().forEach(model -> data.add(ModelJson.of(model, model.id())));
    catalog.aliases().forEach((alias, model) -> data.add(ModelJson.of(model, alias)));
    this.body = Json.bytes(Json.object().add("object", "list").add("data", data).build());
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    HttpReplies.json(request, response, body);
  }
}
