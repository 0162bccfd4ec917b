package io.github.langfast2api.http;

import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Reads streams. */
final class Events {

  private Events() {}

  /** The chunks of a whole stream, in order. */
  static List<JsonObject> of(String body) {
    List<JsonObject> chunks = new ArrayList<>();
    for (String event : body.split("\n\n", -1)) {
      if (event.startsWith("data: {")) {
        chunks.add(Json.parse(event.substring("data: ".length())).asJsonObject());
      }
    }
    return chunks;
  }
}
