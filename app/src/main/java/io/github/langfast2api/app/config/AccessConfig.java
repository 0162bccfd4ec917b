package io.github.langfast2api.app.config;

import java.net.IDN;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The API keys that clients may use.
 *
 * @param keys keys without names and limits
 * @param keysFile a file of keys with names and limits, which is read again when it changes
 * @param allowedHosts further host names for which requests without a key are served on the
 *     loopback address; {@code *} for all
 */
public record AccessConfig(List<String> keys, Optional<Path> keysFile, List<String> allowedHosts) {

  private static final Pattern HOST =
      Pattern.compile("\\*|\\[[0-9A-Fa-f:.]+]|[\\p{L}0-9_-]+(\\.[\\p{L}0-9_-]+)*\\.?");

  public AccessConfig {
    keys = List.copyOf(keys);
    allowedHosts = List.copyOf(allowedHosts);
  }

  static AccessConfig of(Settings settings) {
    return new AccessConfig(keys(settings), settings.path("KEYS_FILE"), hosts(settings));
  }

  /** Whether a request without an API key is refused. */
  public boolean requiresKeys() {
    return !keys.isEmpty() || keysFile.isPresent();
  }

  /** The record's own would put the keys into logs. */
  @Override
  public String toString() {
    return "AccessConfig[%d keys, %s, %s]".formatted(keys.size(), keysFile, allowedHosts);
  }

  private static List<String> hosts(Settings settings) {
    List<String> hosts = settings.list("ALLOWED_HOSTS");
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        throw new ConfigurationException(
            ("ALLOWED_HOSTS has \"%s\": a host is a name such as gateway.example.org, without"
                    + " scheme, port and path.")
                .formatted(host));
      }
    }
    return hosts.stream().map(host -> host.startsWith("[") ? host : IDN.toASCII(host)).toList();
  }

  private static List<String> keys(Settings settings) {
    Optional<List<String>> keys = settings.secrets("USER_SET_KEY");
    if (keys.isPresent() && keys.get().isEmpty()) {
      throw new ConfigurationException("USER_SET_KEY has no key in it, only separators.");
    }
    return keys.orElse(List.of());
  }
}
