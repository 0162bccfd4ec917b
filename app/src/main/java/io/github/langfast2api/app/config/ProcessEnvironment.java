package io.github.langfast2api.app.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment variables of this process as UTF-8. Where the locale has another encoding, such
 * as POSIX, Java replaces every byte beyond ASCII; Linux shows the bytes themselves.
 */
final class ProcessEnvironment {

  private static final Path BYTES = Path.of("/proc/self/environ");
  private static final char REPLACEMENT = '\uFFFD';

  private ProcessEnvironment() {}

  /**
   * The variables with what Java could not decode.
   *
   * @param variables as Java gives them
   */
  static Map<String, String> decode(Map<String, String> variables) {
    boolean damaged =
        variables.values().stream().anyMatch(value -> value.indexOf(REPLACEMENT) >= 0);
    return damaged && Files.isReadable(BYTES) ? fromBytes(variables) : variables;
  }

  private static Map<String, String> fromBytes(Map<String, String> variables) {
    try {
      Map<String, String> decoded = new HashMap<>(variables);
      String all = new String(Files.readAllBytes(BYTES), StandardCharsets.UTF_8);
      for (String variable : all.split("\0", -1)) {
        int equals = variable.indexOf('=');
        if (equals > 0) {
          decoded.replace(variable.substring(0, equals), variable.substring(equals + 1));
        }
      }
      return decoded;
    } catch (IOException e) {
      return variables;
    }
  }
}
