package io.github.langfast2api.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jar's application.yaml: every setting by name, in its order, with its default, which may be
 * empty. Each is a line {@code NAME: value}, so that a start needs no YAML parser for it.
 */
final class DefaultSettings {

  private static final String RESOURCE = "/application.yaml";
  private static final Pattern SETTING = Pattern.compile("([A-Z_0-9]+): (?:\"(.*)\"|(.*))");

  static final Map<String, String> VALUES = Collections.unmodifiableMap(read());

  private DefaultSettings() {}

  private static Map<String, String> read() {
    try (InputStream in =
        Objects.requireNonNull(DefaultSettings.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> parse(String yaml) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : yaml.lines().toList()) {
      Matcher setting = SETTING.matcher(line);
      if (setting.matches()) {
        String quoted = setting.group(2);
        values.put(setting.group(1), quoted == null ? setting.group(3) : quoted);
      }
    }
    return values;
  }
}
