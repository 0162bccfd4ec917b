package io.github.langfast2api.app;

import java.util.TreeSet;

/** Takes settings from the command line. */
final class Arguments {

  private Arguments() {}

  /**
   * Makes each {@code NAME=value} a system property, which is where settings are looked for first.
   */
  static void apply(String[] args) {
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (equals < 1) {
        throw new ConfigurationException(
            "\"%s\" is not understood. Settings are given as NAME=value: PORT=9000."
                .formatted(arg));
      }
      String name = arg.substring(0, equals);
      if (!Settings.names().contains(name)) {
        throw new ConfigurationException(
            "\"%s\" is no setting. There are: %s."
                .formatted(name, String.join(", ", new TreeSet<>(Settings.names()))));
      }
      System.setProperty(name, arg.substring(equals + 1));
    }
  }
}
