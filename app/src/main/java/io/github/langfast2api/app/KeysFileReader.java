package io.github.langfast2api.app;

import io.github.langfast2api.app.config.ConfigurationException;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import io.github.langfast2api.ports.keys.Keyring;
import jakarta.json.JsonException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads API keys: {@code {"keys": [{"name": "ann", "key": "sk-…", "requests_per_minute": 60,
 * "concurrent": 4}]}}. In place of a key there may be its SHA-256 as {@code "sha256"}; limits may
 * be left out.
 */
final class KeysFileReader {

  private KeysFileReader() {}

  /** What error messages call the file. */
  static String source(Path file) {
    return "KEYS_FILE is \"" + file + "\"";
  }

  /**
   * Reads all keys.
   *
   * @param source what error messages call the file
   * @param json the content of the file
   * @throws ConfigurationException if it cannot be read; the message has no key in it
   */
  static Keyring read(String source, String json) {
    DigestKeyring keys = DigestKeyring.of(Map.of());
    Set<String> names = new HashSet<>();
    try {
      for (JsonEntry<KeyEntry> entry : JsonEntryReader.read(source, json, "keys", KeyEntry.class)) {
        ApiClient client = entry.value().client(entry.location());
        if (!names.add(client.name())) {
          throw entry.location().wrong("there are two of the name " + client.name());
        }
        keys.add(entry.value().digest(entry.location()), client);
      }
      return keys;
    } catch (JsonException e) {
      throw new ConfigurationException(source + ": it cannot be read as JSON.", e);
    }
  }
}
