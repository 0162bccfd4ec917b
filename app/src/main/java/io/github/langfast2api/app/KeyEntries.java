package io.github.langfast2api.app;

import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import io.github.langfast2api.ports.keys.Keyring;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads keys: {@code {"keys": [{"name": "ann", "key": "sk-…", "requests_per_minute": 60,
 * "concurrent": 4}]}}. Instead of a key there may be its SHA-256 as {@code "sha256"}; limits may be
 * left out.
 */
final class KeyEntries {

  private static final JsonReaderFactory READERS =
      JsonProvider.provider().createReaderFactory(Map.of());
  private static final Set<String> MEMBERS =
      Set.of("name", "key", "sha256", "requests_per_minute", "concurrent");

  private final Path file;
  private final DigestKeyring keys = DigestKeyring.of(Map.of());
  private final Set<String> names = new HashSet<>();

  private KeyEntries(Path file) {
    this.file = file;
  }

  /**
   * @throws ConfigurationException if the file cannot be read, which names no key
   */
  static Keyring read(Path file) {
    try (JsonReader reader = READERS.createReader(Files.newInputStream(file))) {
      KeyEntries entries = new KeyEntries(file);
      if (!(reader.readValue() instanceof JsonObject whole)
          || !(whole.get("keys") instanceof JsonArray list)
          || !list.stream().allMatch(JsonObject.class::isInstance)) {
        throw entries.wrong("an object with a list \"keys\" of objects belongs there");
      }
      list.getValuesAs(JsonObject.class).forEach(entries::add);
      return entries.keys;
    } catch (IOException | JsonException e) {
      throw new ConfigurationException(
          "KEYS_FILE is \"%s\": it cannot be read as JSON.".formatted(file), e);
    }
  }

  private void add(JsonObject entry) {
    String name = text(entry, "name").orElseThrow(() -> wrong("an entry has no \"name\""));
    for (String member : entry.keySet()) {
      if (!MEMBERS.contains(member)) {
        throw wrong("\"%s\" of %s is not known".formatted(member, name));
      }
    }
    if (!names.add(name)) {
      throw wrong("there are two of the name " + name);
    }
    try {
      ApiClient client =
          new ApiClient(name, number(entry, "requests_per_minute"), number(entry, "concurrent"));
      keys.add(digest(entry, name), client);
    } catch (IllegalArgumentException e) {
      throw wrong("%s: %s".formatted(name, e.getMessage()));
    }
  }

  private byte[] digest(JsonObject entry, String name) {
    Optional<String> key = text(entry, "key");
    Optional<String> sha256 = text(entry, "sha256");
    if (key.isPresent() == sha256.isPresent()) {
      throw wrong("%s needs either \"key\" or \"sha256\"".formatted(name));
    }
    if (key.isPresent()) {
      return DigestKeyring.digest(key.get());
    }
    if (!sha256.get().matches("[0-9a-fA-F]{64}")) {
      throw wrong("\"sha256\" of %s is not 64 hexadecimal digits".formatted(name));
    }
    return HexFormat.of().parseHex(sha256.get());
  }

  private Optional<String> text(JsonObject entry, String name) {
    return Optional.ofNullable(entry.get(name))
        .map(value -> value instanceof JsonString string ? string.getString().strip() : "")
        .map(
            value -> {
              if (value.isEmpty()) {
                throw wrong("\"%s\" must be a text".formatted(name));
              }
              return value;
            });
  }

  private OptionalInt number(JsonObject entry, String name) {
    JsonValue value = entry.getOrDefault(name, JsonValue.NULL);
    if (value == JsonValue.NULL) {
      return OptionalInt.empty();
    }
    if (value instanceof JsonNumber number && number.isIntegral()) {
      return OptionalInt.of((int) Math.min(number.longValue(), Integer.MAX_VALUE));
    }
    throw wrong("\"%s\" must be a whole number".formatted(name));
  }

  private ConfigurationException wrong(String what) {
    return new ConfigurationException("KEYS_FILE is \"%s\": %s.".formatted(file, what));
  }
}
