package io.github.langfast2api.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The API keys that clients may use.
 *
 * @param keys keys without names and limits
 * @param keysFile a file of keys with names and limits, which is read again when it changes
 */
public record AccessConfig(List<String> keys, Optional<Path> keysFile) {

  public AccessConfig {
    keys = List.copyOf(keys);
  }

  static AccessConfig of(Settings settings) {
    return new AccessConfig(keys(settings), settings.path("KEYS_FILE"));
  }

  /** Whether a request without an API key is refused. */
  public boolean requiresKeys() {
    return !keys.isEmpty() || keysFile.isPresent();
  }

  /** The record's own would put the keys into logs. */
  @Override
  public String toString() {
    return "AccessConfig[" + keys.size() + " keys, " + keysFile + "]";
  }

  private static List<String> keys(Settings settings) {
    Optional<List<String>> keys = settings.secrets("USER_SET_KEY");
    if (keys.isPresent() && keys.get().isEmpty()) {
      throw new ConfigurationException("USER_SET_KEY has no key in it, only separators.");
    }
    return keys.orElse(List.of());
  }
}
