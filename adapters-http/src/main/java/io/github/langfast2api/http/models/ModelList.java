package io.github.langfast2api.http.models;

import io.github.langfast2api.domain.Model;
import io.github.langfast2api.http.error.Vendor;
import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.http.exchange.RequestContext;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /v1/models}, by OpenAI's API reference ("List models") or, in pages, by Anthropic's:
 * all models, then all aliases. OpenAI's body is made once, since a catalogue does not change.
 */
public final class ModelList implements Handler {

  private final byte[] body;
  private final List<JsonObject> models;

  /** A handler for the models of this catalogue. */
  public ModelList(ModelCatalog catalog) {
    Map<String, Model> byId = new LinkedHashMap<>();
    catalog.models().forEach(model -> byId.put(model.id(), model));
    byId.putAll(catalog.aliases());
    JsonArrayBuilder data = Json.array();
    byId.forEach((id, model) -> data.add(ModelJson.of(model, id, Vendor.OPENAI)));
    this.body = Json.bytes(Json.object().add("object", "list").add("data", data).build());
    this.models =
        byId.entrySet().stream()
            .map(entry -> ModelJson.of(entry.getValue(), entry.getKey(), Vendor.ANTHROPIC))
            .toList();
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    HttpReplies.json(
        request,
        response,
        switch (RequestContext.current().errorForm().vendor()) {
          case OPENAI -> body;
          case ANTHROPIC -> Json.bytes(ModelPage.asked(request.query()).of(models));
        });
  }
}
