package io.github.langfast2api.app.config;

import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The values of the settings by name, from the first source that has a value which is not blank:
 * system properties, environment variables, an application.yaml in the working directory, the
 * application.yaml in the jar.
 *
 * <p>All methods that read a setting throw {@link ConfigurationException} with the setting's name
 * if its value is not allowed.
 */
public final class Settings {

  private final Config config;

  private Settings(Config config) {
    this.config = config;
  }

  /** The settings of this process. */
  public static Settings load() {
    return of(properties(), System.getenv());
  }

  /** The settings of this process as if it had no application.yaml, which may be broken. */
  public static Settings loadWithoutFile() {
    return new Settings(
        sources(properties(), System.getenv())
            .addSource(ConfigSources.classpath("application.yaml"))
            .build());
  }

  /** The settings of a process with these system properties and this environment. */
  public static Settings of(Map<String, String> properties, Map<String, String> environment) {
    try {
      return new Settings(
          sources(properties, environment)
              .addSource(ConfigSources.file("application.yaml").optional())
              .addSource(ConfigSources.classpath("application.yaml"))
              .build());
    } catch (ConfigException e) {
      throw new ConfigurationException(
          "application.yaml in the working directory cannot be read: " + rootCauseMessage(e), e);
    }
  }

  /** The names of all settings: the keys of the jar's application.yaml. */
  public static Set<String> names() {
    return Config.builder()
        .disableSystemPropertiesSource()
        .disableEnvironmentVariablesSource()
        .sources(ConfigSources.classpath("application.yaml"))
        .build()
        .asNodeList()
        .get()
        .stream()
        .map(Config::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The value without surrounding white space, if the setting has one. */
  Optional<String> text(String name) {
    return config.get(name).asString().asOptional().map(String::strip).filter(s -> !s.isEmpty());
  }

  /** The value of a setting that has a default. */
  String required(String name) {
    return text(name).orElseThrow(() -> new ConfigurationException(name + " is not set."));
  }

  /**
   * The value, or the content of the file that the setting {@code <name>_FILE} names, which is how
   * orchestrators pass secrets.
   */
  Optional<String> secret(String name) {
    Optional<String> file = text(name + "_FILE");
    if (file.isPresent() && text(name).isPresent()) {
      throw new ConfigurationException(
          "Both %s and %s_FILE are set, and only one can be meant.".formatted(name, name));
    }
    return file.map(path -> content(name + "_FILE", Path.of(path))).or(() -> text(name));
  }

  Optional<Path> path(String name) {
    return text(name).map(Path::of);
  }

  /** The values between the commas, without those that are blank. */
  List<String> list(String name) {
    return text(name).map(Settings::split).orElse(List.of());
  }

  /**
   * An upstream's base URL.
   *
   * @param plaintextAllowed whether a URL of another machine may be without TLS
   */
  URI url(String name, boolean plaintextAllowed) {
    return new UpstreamUrl(name, plaintextAllowed).parse(required(name));
  }

  /** A whole number between two bounds, which are included. */
  int integer(String name, int lowest, int highest) {
    String text = required(name);
    try {
      int value = Integer.parseInt(text);
      if (value >= lowest && value <= highest) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, as a number out of bounds is.
    }
    throw new ConfigurationException(
        "%s is \"%s\": it must be a whole number from %d to %d."
            .formatted(name, text, lowest, highest));
  }

  /** A timeout of 1 to 3600 seconds. */
  Duration seconds(String name) {
    return Duration.ofSeconds(integer(name, 1, 3600));
  }

  boolean flag(String name) {
    return choice(name, Map.of("true", true, "false", false));
  }

  /** What one of these words stands for; upper and lower case are the same. */
  <T> T choice(String name, Map<String, T> choices) {
    String text = required(name);
    T choice = choices.get(text.toLowerCase(Locale.ROOT));
    if (choice == null) {
      String words = choices.keySet().stream().sorted().collect(Collectors.joining(", "));
      throw new ConfigurationException(
          "%s is \"%s\": it must be one of %s.".formatted(name, text, words));
    }
    return choice;
  }

  /** Splits a value at its commas; blank parts are left out. */
  static List<String> split(String value) {
    return Arrays.stream(value.split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static Map<String, String> properties() {
    return System.getProperties().stringPropertyNames().stream()
        .collect(Collectors.toMap(Function.identity(), System::getProperty));
  }

  private static Config.Builder sources(
      Map<String, String> properties, Map<String, String> environment) {
    return Config.builder()
        // Helidon would rename keys and resolve ${…} in values: a password may contain that.
        .disableSystemPropertiesSource()
        .disableEnvironmentVariablesSource()
        .disableKeyResolving()
        .disableValueResolving()
        .addSource(ConfigSources.create(notBlank(properties)))
        .addSource(ConfigSources.create(notBlank(environment)));
  }

  /** Orchestrators set variables that have no value to the empty string. */
  private static Map<String, String> notBlank(Map<String, String> values) {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().isBlank() && !entry.getKey().isBlank())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String content(String name, Path file) {
    try {
      String content = Files.readString(file).strip();
      if (content.isEmpty()) {
        throw new ConfigurationException("%s is \"%s\": it is empty.".formatted(name, file));
      }
      return content;
    } catch (IOException e) {
      throw new ConfigurationException("%s is \"%s\": it cannot be read.".formatted(name, file), e);
    }
  }

  /** The root cause says what is wrong in the file; on one line, for the operator. */
  private static String rootCauseMessage(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
  }
}
