package io.github.langfast2api.http.models;

import io.github.langfast2api.domain.Model;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonObject;

/** The JSON of a model, by OpenAI's API reference ("The model object"). */
final class ModelJson {

  private ModelJson() {}

  /**
   * The JSON of a model.
   *
   * @param id the model's own id or an alias
   */
  static JsonObject of(Model model, String id) {
    return Json.object()
        .add("id", id)
        .add("object", "model")
        .add("created", model.created().getEpochSecond())
        .add("owned_by", model.owner())
        .build();
  }
}
