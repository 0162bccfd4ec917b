package io.github.langfast2api.http.responses;

import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * The items that are stored with a response.
 *
 * @param input what its own request brought
 * @param output what the model made
 */
record StoredItems(JsonArray input, JsonArray output) {

  /** Reads what {@link #json} wrote. */
  static StoredItems parse(String json) {
    JsonObject items = Json.parse(json).asJsonObject();
    return new StoredItems(items.getJsonArray("input"), items.getJsonArray("output"));
  }

  /** The items as JSON text. */
  String json() {
    return Json.object().add("input", input).add("output", output).build().toString();
  }

  /** All of them in the order of the conversation. */
  List<JsonObject> all() {
    return Stream.of(input, output)
        .flatMap(items -> items.getValuesAs(JsonObject.class).stream())
        .toList();
  }
}
