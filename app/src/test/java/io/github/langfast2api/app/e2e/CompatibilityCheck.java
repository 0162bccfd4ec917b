package io.github.langfast2api.app.e2e;

import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
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

  static List<CompatibilityCheck> all() {
    return rows("/compatibility.json")
        .getValuesAs(
            row ->
                new CompatibilityCheck(
                    row.asJsonObject().getString("id"), row.asJsonObject().getString("title")));
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
