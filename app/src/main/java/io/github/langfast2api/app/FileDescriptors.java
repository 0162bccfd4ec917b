package io.github.langfast2api.app;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file descriptors that the process may open, of which every connection takes one: LangFast's
 * and those to files too, so that clients must not have all of them.
 */
final class FileDescriptors {

  private static final System.Logger LOG = System.getLogger(FileDescriptors.class.getName());

  /** Linux says it here; the JVM has raised the soft limit to the hard one. */
  private static final Path LIMITS = Path.of("/proc/self/limits");

  private static final Pattern OPEN_FILES = Pattern.compile("Max open files +(\\d+|unlimited) .*");

  /** Where the limit is not known. */
  private static final long DEFAULT_LIMIT = 4096;

  /** The JVM's own files, and LangFast's first connections. */
  private static final int RESERVED = 64;

  /** Idle connections take some 15 kB each. */
  private static final int MAX_CONNECTIONS = 16_000;

  private FileDescriptors() {}

  /**
   * How many connections of clients may be open.
   *
   * @param configured 0 for as many as leave a quarter of the descriptors, and 64, for others
   */
  static int maxConnections(int configured) {
    return maxConnections(configured, limit());
  }

  static int maxConnections(int configured, long limit) {
    int possible = Math.clamp(limit - limit / 4 - RESERVED, 16, Integer.MAX_VALUE);
    if (configured > possible) {
      LOG.log(
          WARNING,
          "MAX_CONNECTIONS is {0}, but only {1} are possible: the process may open {2} files.",
          configured,
          possible,
          limit);
    }
    return Math.min(possible, configured == 0 ? MAX_CONNECTIONS : configured);
  }

  private static long limit() {
    try {
      return limit(Files.readAllLines(LIMITS));
    } catch (IOException e) {
      return DEFAULT_LIMIT;
    }
  }

  static long limit(List<String> lines) {
    return lines.stream()
        .map(OPEN_FILES::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1))
        .map(value -> value.equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(value))
        .findFirst()
        .orElse(DEFAULT_LIMIT);
  }
}
