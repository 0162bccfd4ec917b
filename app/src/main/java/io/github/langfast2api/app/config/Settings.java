package io.github.langfast2api.app;

import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import java.io.IOException;
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
 * The settings by their names, wherever they come from: system properties, the environment, an
 * application.yaml in the working directory, the one inside the jar; the first that says anything
 * wins.
 */
final class Settings {

  private final Config config;

  private Settings(Config config) {
    this.config = config;
  }

  /** The settings of this process. */
  static Settings load() {
    Map<String, String> properties =
        System.getProperties().stringPropertyNames().stream()
            .collect(Collectors.toMap(Function.identity(), System::getProperty));
    return of(properties, System.getenv());
  }

  /** The settings of a process with these system properties and this environment. */
  static Settings of(Map<String, String> properties, Map<String, String> environment) {
    try {
      return new Settings(config(properties, environment));
    } catch (ConfigException e) {
      throw new ConfigurationException(
          "application.yaml in the working directory cannot be read: " + lastWords(e), e);
    }
  }

  private static Config config(Map<String, String> properties, Map<String, String> environment) {
    return Config.builder()
        // Names are taken as they are, and values too: a password may look like a reference.
        .disableSystemPropertiesSource()
        .disableEnvironmentVariablesSource()
        .disableKeyResolving()
        .disableValueResolving()
        .addSource(ConfigSources.create(said(properties)))
        .addSource(ConfigSources.create(said(environment)))
        .addSource(ConfigSources.file("application.yaml").optional())
        .addSource(ConfigSources.classpath("application.yaml"))
        .build();
  }

  /** What is wrong is said by the first cause; on one line, for the operator. */
  private static String lastWords(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
  }

  /** The names of all settings: those that the application.yaml inside the jar lists. */
  static Set<String> names() {
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

  /** The value, if it is not empty. */
  Optional<String> text(String name) {
    return config.get(name).asString().asOptional().map(String::strip).filter(s -> !s.isEmpty());
  }

  /** The value of a setting that has a default. */
  String required(String name) {
    return text(name).orElseThrow(() -> new ConfigurationException(name + " is not set."));
  }

  /**
   * The value, or what stands in the file that the setting of the name and {@code _FILE} names: so
   * orchestrators hand secrets over.
   */
  Optional<String> secret(String name) {
    Optional<String> file = text(name + "_FILE");
    if (file.isPresent() && text(name).isPresent()) {
      throw new ConfigurationException(
          "Both %s and %s_FILE are set, and only one can be meant.".formatted(name, name));
    }
    return file.map(path -> content(name + "_FILE", Path.of(path))).or(() -> text(name));
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

  /** The values between the commas, those that are not empty. */
  static List<String> list(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  int integer(String name, int lowest, int highest) {
    String text = required(name);
    try {
      int value = Integer.parseInt(text);
      if (value >= lowest && value <= highest) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, with the numbers that are out of range
    }
    throw new ConfigurationException(
        "%s is \"%s\": it must be a whole number from %d to %d."
            .formatted(name, text, lowest, highest));
  }

  Duration seconds(String name) {
    return Duration.ofSeconds(integer(name, 1, 3600));
  }

  boolean flag(String name) {
    return choice(name, Map.of("true", true, "false", false));
  }

  /** The value that stands for one of these words, whatever their case. */
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

  /** Orchestrators set what is not set to the empty text. */
  private static Map<String, String> said(Map<String, String> values) {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().isBlank() && !entry.getKey().isBlank())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
