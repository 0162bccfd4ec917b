package io.github.langfast2api.http.models;

import io.github.langfast2api.domain.Model;
import io.github.langfast2api.http.error.Vendor;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * The JSON of a model, by OpenAI's API reference ("The model object") and by Anthropic's ("Get a
 * model"). OpenAI's has members of the gateway's own besides, which tell what the model supports.
 */
final class ModelJson {

  private ModelJson() {}

  /**
   * The JSON of a model.
   *
   * @param id the model's own id or an alias
   * @param vendor whose form it has
   */
  static JsonObject of(Model model, String id, Vendor vendor) {
    return switch (vendor) {
      case OPENAI ->
          Json.object()
              .add("id", id)
              .add("object", "model")
              .add("created", model.created().getEpochSecond())
              .add("owned_by", model.owner())
              .add("max_completion_tokens", model.maxCompletionTokens())
              .add("sampling", model.sampling())
              .add("reasoning_efforts", strings(model.reasoningEfforts()))
              .add("verbosities", strings(model.verbosities()))
              .build();
      case ANTHROPIC ->
          Json.object()
              .add("type", "model")
              .add("id", id)
              .add("display_name", model.displayName())
              .add("created_at", model.created().toString())
              .build();
    };
  }

  private static JsonArrayBuilder strings(List<String> values) {
    JsonArrayBuilder array = Json.array();
    values.forEach(array::add);
    return array;
  }
}
