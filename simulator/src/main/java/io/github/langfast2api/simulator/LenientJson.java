package io.github.langfast2api.simulator;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;

/** Lenient reading of JSON from clients: what is missing or of another type is empty. */
final class LenientJson {
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private LenientJson() {}

  /** Parses a JSON object; empty if the text is anything else. */
  static Optional<JsonObject> object(String text) {
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      JsonStructure read = reader.read();
      return read instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    } catch (JsonException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /**
   * A JSON object at the beginning of a text.
   *
   * @param object empty where there is none
   * @param length in characters, at least 1
   */
  record Prefix(JsonObject object, int length) {}

  /** Parses the JSON object that a text begins with. */
  static Prefix prefix(String text) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      parser.next();
      JsonObject object = parser.getObject();
      return new Prefix(object, (int) parser.getLocation().getStreamOffset());
    } catch (JsonException | IllegalStateException | NoSuchElementException e) {
      return new Prefix(JsonObject.EMPTY_JSON_OBJECT, text.length());
    }
  }

  /** A member that is an object. */
  static Optional<JsonObject> object(JsonObject parent, String name) {
    return parent.get(name) instanceof JsonObject child ? Optional.of(child) : Optional.empty();
  }

  /** A member that is a string and not blank. */
  static Optional<String> text(JsonObject parent, String name) {
    JsonValue value = parent.get(name);
    return value instanceof JsonString string
        ? Optional.of(string.getString()).filter(Predicate.not(String::isBlank))
        : Optional.empty();
  }
}
