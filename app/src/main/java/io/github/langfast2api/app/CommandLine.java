package io.github.langfast2api.app;

import io.github.langfast2api.app.config.ConfigurationException;
import io.github.langfast2api.app.config.Settings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/** The arguments of the command line: settings, and a command. */
final class CommandLine {

  /** The largest edit distance from a wrong name to the name that is suggested for it. */
  private static final int MAX_SUGGESTION_DISTANCE = 4;

  private static final Map<String, Command> COMMANDS =
      Map.of("--help", Command.HELP, "--version", Command.VERSION, "--check", Command.CHECK);

  /** What the process is to do. */
  enum Command {
    RUN,
    HELP,
    VERSION,
    CHECK
  }

  private CommandLine() {}

  /**
   * Sets each {@code NAME=value} as a system property, the first source of {@link Settings}.
   *
   * @return the last command that is given; {@link Command#RUN} without one
   * @throws ConfigurationException if an argument is neither a setting nor a command
   */
  static Command parse(String[] args) {
    Command command = Command.RUN;
    Set<String> names = args.length == 0 ? Set.of() : Settings.names();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (COMMANDS.containsKey(arg)) {
        command = COMMANDS.get(arg);
      } else if (equals < 1) {
        throw new ConfigurationException(
            "\"%s\" is not understood. Settings are given as NAME=value: PORT=9000; --help tells more."
                .formatted(arg));
      } else {
        set(arg.substring(0, equals), arg.substring(equals + 1), names);
      }
    }
    return command;
  }

  private static void set(String name, String value, Set<String> names) {
    if (!names.contains(name)) {
      throw new ConfigurationException(
          "\"%s\" is no setting%s --help lists all of them."
              .formatted(name, suggestion(name, names)));
    }
    System.setProperty(name, value);
  }

  private static String suggestion(String name, Set<String> names) {
    return names.stream()
        .filter(known -> editDistance(name, known) <= MAX_SUGGESTION_DISTANCE)
        .min(
            Comparator.comparing((String known) -> editDistance(name, known))
                .thenComparing(known -> known))
        .map(known -> "; did you mean " + known + "?")
        .orElse(".");
  }

  /** The Levenshtein distance: insertions, deletions and substitutions from one to the other. */
  private static int editDistance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int substituted = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j - 1], diagonal));
      }
    }
    return row[other.length()];
  }
}
