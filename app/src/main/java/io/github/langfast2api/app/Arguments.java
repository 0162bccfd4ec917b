package io.github.langfast2api.app;

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
      System.setProperty(arg.substring(0, equals), arg.substring(equals + 1));
    }
  }
}
