package io.github.langfast2api.app;

import io.github.langfast2api.app.config.ConfigurationException;
import java.util.Map;
import java.util.Optional;

/**
 * Where an entry stands in its file, for error messages.
 *
 * @param source what messages call the file
 * @param line the line on which the entry begins, counted from 1
 * @param name what the entry calls itself
 * @param lines the line of each member
 */
record JsonEntryLocation(String source, long line, Optional<String> name, Map<String, Long> lines) {

  JsonEntryLocation {
    lines = Map.copyOf(lines);
  }

  /** The error that the entry as a whole has a problem. */
  ConfigurationException wrong(String problem) {
    return wrong(line, problem);
  }

  /** The error that a member has a problem; on the entry's line if there is no such member. */
  ConfigurationException wrong(String member, String problem) {
    return wrong(lines.getOrDefault(member, line), "\"%s\" %s".formatted(member, problem));
  }

  private ConfigurationException wrong(long where, String problem) {
    return new ConfigurationException(
        "%s, line %d%s: %s."
            .formatted(source, where, name.map(text -> ", " + text).orElse(""), problem));
  }
}
