package io.github.langfast2api.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** The output of {@code --help} and {@code --version}. */
final class CommandLineHelp {

  private static final String USAGE =
      """
      langfast2api lets any OpenAI client talk to LangFast.

      Usage: java -jar langfast2api.jar [--check | --version | --help] [NAME=value ...]

        --check     checks the configuration: reads all files, signs in to LangFast and connects,
                    sends no request to a model, and exits with 0 if the gateway could start
        --version   prints the version
        --help      prints this

      """;

  private CommandLineHelp() {}

  /** The usage, and the application.yaml in the jar with all settings. */
  static String text() {
    try (InputStream settings =
        Objects.requireNonNull(CommandLineHelp.class.getResourceAsStream("/application.yaml"))) {
      return USAGE + new String(settings.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The version in the jar's manifest. */
  static String version() {
    return Optional.ofNullable(CommandLineHelp.class.getPackage().getImplementationVersion())
        .orElse("(not from a jar)");
  }
}
