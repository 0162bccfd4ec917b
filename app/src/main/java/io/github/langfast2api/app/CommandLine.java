package io.github.langfast2api.app;

import io.github.langfast2api.app.config.ConfigurationException;
import io.github.langfast2api.app.config.NameSuggestion;
import io.github.langfast2api.app.config.Settings;
import java.util.Map;
import java.util.Set;

/** The arguments of the command line: settings, and a command. */
final class CommandLine {

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
              .formatted(name, NameSuggestion.of(name, names)));
    }
    System.setProperty(name, value);
  }
}
