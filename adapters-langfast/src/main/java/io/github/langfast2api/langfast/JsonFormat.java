package io.github.langfast2api.langfast;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Map;

/** JSON-P with cached factories: to look one up costs more than the work it does. */
final class JsonFormat {

  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final JsonReaderFactory READERS = PROVIDER.createReaderFactory(Map.of());
  private static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());

  private JsonFormat() {}

  /**
   * Parses a JSON text.
   *
   * @throws JsonException if it is malformed, or beyond the parser's limits
   */
  static JsonValue parse(String json) {
    try (JsonReader reader = READERS.createReader(new StringReader(json))) {
      return reader.readValue();
    } catch (JsonException e) {
      throw e;
    } catch (RuntimeException e) {
      // Beyond the parser's limits, as on nesting, it throws other exceptions.
      throw new JsonException("the JSON is beyond the parser's limits", e);
    }
  }

  static JsonObjectBuilder object() {
    return BUILDERS.createObjectBuilder();
  }

  static JsonString string(String text) {
    return array().add(text).build().getJsonString(0);
  }

  static JsonArrayBuilder array() {
    return BUILDERS.createArrayBuilder();
  }
}
