package io.github.langfast2api.http.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.parsson.api.BufferPool;

/**
 * JSON-P (Jakarta JSON Processing) with cached factories. The static methods of {@link
 * jakarta.json.Json} look the provider up at every call, which takes longer than most bodies take
 * to parse. Safe for any thread.
 */
public final class Json {

  /** The nesting depth at which parsing fails, since values are read by recursion. */
  public static final int MAX_DEPTH = 100;

  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());

  private Json() {}

  /** A builder for an object, without members. */
  public static JsonObjectBuilder object() {
    return BUILDERS.createObjectBuilder();
  }

  /** A builder for an object, with the members of another. */
  public static JsonObjectBuilder object(JsonObject json) {
    return BUILDERS.createObjectBuilder(json);
  }

  /** A builder for an array, without items. */
  public static JsonArrayBuilder array() {
    return BUILDERS.createArrayBuilder();
  }

  /** A string as a value. */
  public static JsonString string(String text) {
    return PROVIDER.createValue(text);
  }

  /** A number as a value. */
  public static JsonNumber number(int number) {
    return PROVIDER.createValue(number);
  }

  /** A value as JSON text in UTF-8, without white space. */
  public static byte[] bytes(JsonValue value) {
    return value.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A parser of a text, in memory that is known beforehand; the caller closes it.
   *
   * @param maxChars the length of the text at most. The parser's buffer has room for all of it, and
   *     is never copied to a larger one
   */
  public static JsonParser parser(Reader text, int maxChars) {
    Map<String, Object> config =
        Map.of(
            "org.eclipse.parsson.maxDepth",
            MAX_DEPTH,
            BufferPool.class.getName(),
            new SingleBuffer(maxChars));
    return PROVIDER.createParserFactory(config).createParser(text);
  }

  /**
   * Parses a text that is one JSON value and nothing else.
   *
   * @throws RuntimeException if it is not, or is nested deeper than {@link #MAX_DEPTH}
   */
  public static JsonValue parse(String text) {
    try (JsonParser parser = parser(new StringReader(text), text.length())) {
      parser.next();
      JsonValue value = parser.getValue();
      if (parser.hasNext()) {
        throw new IllegalArgumentException("more than one JSON value");
      }
      return value;
    }
  }

  /** A buffer for one parser, which asks for it once. */
  private record SingleBuffer(int maxChars) implements BufferPool {

    @Override
    public char[] take() {
      return new char[maxChars + 1];
    }

    @Override
    public void recycle(char[] buffer) {}
  }
}
