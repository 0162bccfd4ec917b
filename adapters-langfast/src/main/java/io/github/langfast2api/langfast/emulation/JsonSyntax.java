package io.github.langfast2api.langfast.emulation;

import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** JSON-P with its factories kept: looking one up costs more than the work it does. */
final class JsonSyntax {

  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final JsonReaderFactory READERS = PROVIDER.createReaderFactory(Map.of());

  private JsonSyntax() {}

  /** The text as a JSON string, with its quotes. */
  static String quote(String text) {
    return PROVIDER.createValue(text).toString();
  }

  /** Whether no half of a surrogate pair stands alone. */
  static boolean isWellFormed(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** The value of a JSON text; empty if it is none, or more than the parser takes. */
  static Optional<JsonValue> parse(String json) {
    try (JsonReader reader = READERS.createReader(new StringReader(json))) {
      return Optional.of(reader.readValue());
    } catch (JsonException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      // The parser's own limits, as on how deep values nest, are no JsonException.
      return Optional.empty();
    }
  }
}
