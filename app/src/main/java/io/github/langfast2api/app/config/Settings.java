package io.github.langfast2api.app.config;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.config.yaml.YamlConfigParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
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

  private static final String RESOURCE = "application.yaml";
  private static final Path FILE = Path.of(RESOURCE);

  /** What separates the values of a setting that has several. */
  private static final Pattern SEPARATOR = Pattern.compile("[,\\r\\n]");

  private final Config config;

  private Settings(Config config) {
    this.config = config;
  }

  /** The settings of this process. */
  public static Settings load() {
    return of(properties(), environment());
  }

  /** The settings of this process as if it had no application.yaml, which may be broken. */
  public static Settings loadWithoutFile() {
    return new Settings(
        sources(properties(), environment()).addSource(ConfigSources.classpath(RESOURCE)).build());
  }

  /** The settings of a process with these system properties and this environment. */
  public static Settings of(Map<String, String> properties, Map<String, String> environment) {
    return new Settings(
        sources(properties, environment)
            .addSource(ConfigSources.create(notBlank(ApplicationYaml.read(FILE, Settings::names))))
            .addSource(ConfigSources.classpath(RESOURCE))
            .build());
  }

  /** The names of all settings: the keys of the jar's application.yaml. */
  public static Set<String> names() {
    return builder()
        .addSource(ConfigSources.classpath(RESOURCE))
        .build()
        .asNodeList()
        .get()
        .stream()
        .map(Config::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Sentences about the environment variables of this process that may be misspelt settings. */
  public static List<String> warnings() {
    return UnknownVariables.in(System.getenv(), Settings::names);
  }

  /** The value without surrounding white space, if the setting has one; it is one line. */
  Optional<String> text(String name) {
    return value(name).map(value -> requireOneLine(name, value));
  }

  private Optional<String> value(String name) {
    return config.get(name).asString().asOptional().map(String::strip).filter(s -> !s.isEmpty());
  }

  private static String requireOneLine(String name, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new ConfigurationException(
          name + " has a line break or another control character in it.");
    }
    if (value.indexOf('\uFFFD') >= 0) {
      throw new ConfigurationException(
          name
              + " has characters that could not be read: set LC_ALL=C.UTF-8, or write it into"
              + " application.yaml.");
    }
    return value;
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
    return secretLines(name).map(value -> requireOneLine(name, value));
  }

  /** The values of a secret that has several, separated by commas or line breaks. */
  Optional<List<String>> secrets(String name) {
    return secretLines(name).map(value -> split(name, value));
  }

  private Optional<String> secretLines(String name) {
    Optional<String> file = text(name + "_FILE");
    if (file.isPresent() && value(name).isPresent()) {
      throw new ConfigurationException(
          "Both %s and %s_FILE are set, and only one can be meant.".formatted(name, name));
    }
    return file.map(path -> content(name + "_FILE", Path.of(path))).or(() -> value(name));
  }

  /** The content of the file that a setting names, without surrounding white space. */
  Optional<String> fileContent(String name) {
    return path(name).map(file -> requireOneLine(name, content(name, file)));
  }

  Optional<Path> path(String name) {
    return text(name).map(Path::of);
  }

  /** The values between commas or line breaks, without those that are blank. */
  List<String> list(String name) {
    return value(name).map(value -> split(name, value)).orElse(List.of());
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

  private static List<String> split(String name, String value) {
    return SEPARATOR
        .splitAsStream(value)
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(part -> requireOneLine(name, part))
        .toList();
  }

  private static Map<String, String> properties() {
    return System.getProperties().stringPropertyNames().stream()
        .collect(Collectors.toMap(Function.identity(), System::getProperty));
  }

  private static Map<String, String> environment() {
    return ProcessEnvironment.decode(System.getenv());
  }

  private static Config.Builder sources(
      Map<String, String> properties, Map<String, String> environment) {
    return builder()
        .addSource(ConfigSources.create(notBlank(properties)))
        .addSource(ConfigSources.create(notBlank(environment)));
  }

  private static Config.Builder builder() {
    return Config.builder()
        // Helidon would rename keys and resolve ${…} in values: a password may contain that.
        .disableSystemPropertiesSource()
        .disableEnvironmentVariablesSource()
        .disableKeyResolving()
        .disableValueResolving()
        // A search for what is known takes a good part of a start.
        .disableParserServices()
        .addParser(YamlConfigParser.create())
        .disableMapperServices()
        .disableFilterServices();
  }

  /** Orchestrators set variables that have no value to the empty string. */
  private static Map<String, String> notBlank(Map<String, String> values) {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().isBlank() && !entry.getKey().isBlank())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String content(String name, Path file) {
    try {
      String content = Utf8File.read(file).strip();
      if (content.isEmpty()) {
        throw new ConfigurationException("%s is \"%s\": it is empty.".formatted(name, file));
      }
      return content;
    } catch (IOException e) {
      throw new ConfigurationException("%s is \"%s\": it cannot be read.".formatted(name, file), e);
    }
  }
}
