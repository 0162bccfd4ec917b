package io.github.langfast2api.app;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/** What the command line says: settings, and what to do with them. */
final class Arguments {

  /** So many letters may be wrong for one name to be taken for a slip of another. */
  private static final int SLIP = 4;

  private static final Map<String, Command> COMMANDS =
      Map.of("--help", Command.HELP, "--version", Command.VERSION, "--check", Command.CHECK);

  /** What to do. */
  enum Command {
    RUN,
    HELP,
    VERSION,
    CHECK
  }

  private Arguments() {}

  /**
   * Makes each {@code NAME=value} a system property, which is where settings are looked for first.
   *
   * @throws ConfigurationException if something else is said
   */
  static Command apply(String[] args) {
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
          "\"%s\" is no setting%s --help lists all of them.".formatted(name, meant(name, names)));
    }
    System.setProperty(name, value);
  }

  private static String meant(String name, Set<String> names) {
    return names.stream()
        .filter(known -> distance(name, known) <= SLIP)
        .min(
            Comparator.comparing((String known) -> distance(name, known))
                .thenComparing(known -> known))
        .map(known -> "; did you mean " + known + "?")
        .orElse(".");
  }

  /** Levenshtein's: how many letters must be put in, taken out or changed. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j - 1], diagonal));
      }
    }
    return row[other.length()];
  }
}
