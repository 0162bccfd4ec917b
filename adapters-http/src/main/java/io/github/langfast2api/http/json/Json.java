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

/** JSON-P by factories that are kept: its static methods look for a provider at every call. */
public final class Json {

  /** As deep as the parser goes: bodies are read by recursion. */
  public static final int MAX_DEPTH = 100;

  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());
  private static final JsonParserFactory PARSERS =
      PROVIDER.createParserFactory(Map.of("org.eclipse.parsson.maxDepth", MAX_DEPTH));

  private Json() {}

  public static JsonObjectBuilder object() {
    return BUILDERS.createObjectBuilder();
  }

  /** All of this, and what is added. */
  public static JsonObjectBuilder object(JsonObject json) {
    return BUILDERS.createObjectBuilder(json);
  }

  public static JsonArrayBuilder array() {
    return BUILDERS.createArrayBuilder();
  }

  public static byte[] bytes(JsonValue value) {
    return value.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads one value and makes sure that nothing follows it.
   *
   * @throws MalformedException if the text is not JSON, is nested too deeply or has a number of
   *     thousands of digits
   */
  public static JsonValue parse(String text) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      return parse(parser);
    }
  }

  /** The parser throws many kinds of exceptions, and all of them are the text's doing. */
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

  /** Tells where a text stops being JSON that can be read. */
  public static final class MalformedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long line;
    private final long column;

    private MalformedException(JsonLocation location) {
      super("not JSON", null, false, false);
      this.line = location.getLineNumber();
      this.column = location.getColumnNumber();
    }

    /** Counted from 1. */
    public long line() {
      return line;
    }

    /** Counted from 1, in UTF-16 units. */
    public long column() {
      return column;
    }
  }
}
