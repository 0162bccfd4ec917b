package io.github.langfast2api.http.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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
  private static final JsonParserFactory PARSERS =
      PROVIDER.createParserFactory(Map.of("org.eclipse.parsson.maxDepth", MAX_DEPTH));

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

  /** A value as JSON text in UTF-8, without white space. */
  public static byte[] bytes(JsonValue value) {
    return value.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Parses a text that is one JSON value and nothing else (RFC 8259).
   *
   * @throws MalformedException if the text is not JSON, is nested deeper than {@link #MAX_DEPTH} or
   *     has a number of thousands of digits
   */
  public static JsonValue parse(String text) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      return parse(parser);
    }
  }

  /** Parsson throws many types of exceptions for malformed text: all of them become one. */
  private static JsonValue parse(JsonParser parser) {
    try {
      parser.next();
      JsonValue value = parser.getValue();
      if (parser.hasNext()) {
        throw new MalformedException(parser.getLocation());
      }
      return value;
    } catch (JsonParsingException e) {
      throw new MalformedException(e.getLocation());
    } catch (MalformedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new MalformedException(parser.getLocation());
    }
  }

  /** The position at which parsing a text failed. */
  public static final class MalformedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long line;
    private final long column;

    private MalformedException(JsonLocation location) {
      super("not JSON", null, false, false);
      this.line = location.getLineNumber();
      this.column = location.getColumnNumber();
    }

    /** The line number; the first line is 1. */
    public long line() {
      return line;
    }

    /** The column number in UTF-16 code units; the first column is 1. */
    public long column() {
      return column;
    }
  }
}
