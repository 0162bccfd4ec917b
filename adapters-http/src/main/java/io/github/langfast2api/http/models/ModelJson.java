package io.github.langfast2api.http.models;

import io.github.langfast2api.domain.Model;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonObject;

/** A model as OpenAI's API shows it. */
final class ModelJson {

  private ModelJson() {}

  /**
   * @param id the name by which it was asked for: its own id or that of a version
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
