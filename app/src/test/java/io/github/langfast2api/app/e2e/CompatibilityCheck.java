package io.github.langfast2api.app.e2e;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What every client is tried with: a row of the table.
 *
 * @param id its name in result files
 * @param title what the client does
 */
record CompatibilityCheck(String id, String title) {

  /** The rows for an API, which are those that name none and its own. */
  static List<CompatibilityCheck> of(String api) {
    return rows("/compatibility.json").getValuesAs(JsonObject.class).stream()
        .filter(row -> isOf(row, api))
        .map(row -> new CompatibilityCheck(row.getString("id"), row.getString("title")))
        .toList();
  }

  private static boolean isOf(JsonObject row, String api) {
    return !row.containsKey("apis")
        || row.getJsonArray("apis").getValuesAs(JsonString::getString).contains(api);
  }

  /** The array in a resource. */
  static JsonArray rows(String resource) {
    InputStream in =
        Objects.requireNonNull(CompatibilityCheck.class.getResourceAsStream(resource), resource);
    try (JsonReader reader =
        JsonProvider.provider().createReaderFactory(Map.of()).createReader(in)) {
      return reader.readArray();
    }
  }
}
