package io.github.langfast2api.http;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON-P by factories that are kept: its static methods look for a provider at every call. */
final class Json {

  /** As deep as the parser goes: bodies are read by recursion. */
  static final int MAX_DEPTH = 100;

  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());
  private static final JsonParserFactory PARSERS =
      PROVIDER.createParserFactory(Map.of("org.eclipse.parsson.maxDepth", MAX_DEPTH));

  private Json() {}

  static JsonObjectBuilder object() {
    return BUILDERS.createObjectBuilder();
  }

  /** All of this, and what is added. */
  static JsonObjectBuilder object(JsonObject json) {
    return BUILDERS.createObjectBuilder(json);
  }

  static JsonArrayBuilder array() {
    return BUILDERS.createArrayBuilder();
  }

  static byte[] bytes(JsonValue value) {
    return value.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads one value and makes sure that nothing follows it.
   *
   * @throws RuntimeException of several kinds, if the text is not JSON, is nested too deeply or has
   *     a number of thousands of digits
   */
  static JsonValue parse(String text) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      parser.next();
      JsonValue value = parser.getValue();
      if (parser.hasNext()) {
        throw new IllegalArgumentException("more than one value");
      }
      return value;
    }
  }
}
