package io.github.langfast2api.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** What the command line tells of itself. */
final class Help {

  private static final String USAGE =
      """
      langfast2api lets any OpenAI client talk to LangFast.

      Usage: java -jar langfast2api.jar [--check | --version | --help] [NAME=value ...]

        --check     tries the configuration: reads all there is to read, signs in to LangFast and
                    connects, asks nothing of a model, and exits with 0 if all is well
        --version   tells the version
        --help      tells this

      """;

  private Help() {}

  static String text() {
    try (InputStream settings =
        Objects.requireNonNull(Help.class.getResourceAsStream("/application.yaml"))) {
      return USAGE + new String(settings.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The version of the jar. */
  static String version() {
    return "langfast2api "
        + Optional.ofNullable(Help.class.getPackage().getImplementationVersion())
            .orElse("(not from a jar)");
  }
}
