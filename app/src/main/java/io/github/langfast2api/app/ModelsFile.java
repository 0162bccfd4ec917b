package io.github.langfast2api.app;

import io.github.langfast2api.domain.Model;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the catalogue: {@code {"models": [{"id": …}, …]}}. Whatever is wrong with it is told with
 * its line, so that whoever edited the file finds it.
 */
final class ModelsFile {

  private static final Path DEFAULT = Path.of("models.json");
  private static final String RESOURCE = "/models.json";
  private static final JsonParserFactory PARSERS =
      JsonProvider.provider().createParserFactory(Map.of());

  private final String name;
  private final JsonParser parser;

  private ModelsFile(String name, JsonParser parser) {
    this.name = name;
    this.parser = parser;
  }

  /**
   * The catalogue in this file; if there is none where it is looked for by default, the one inside
   * the jar.
   *
   * @throws ConfigurationException if it cannot be read
   */
  static ModelCatalog load(Path file) {
    boolean there = Files.isRegularFile(file);
    if (!there && (Files.exists(file) || !file.equals(DEFAULT))) {
      throw new ConfigurationException(
          "MODELS_FILE is \"%s\": there is no such file.".formatted(file));
    }
    try (InputStream in =
        there
            ? Files.newInputStream(file)
            : Objects.requireNonNull(ModelsFile.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return read(there ? file.toString() : "the jar's models.json", in);
    } catch (IOException e) {
      throw new ConfigurationException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The catalogue in this JSON text. */
  static ModelCatalog read(String name, InputStream in) {
    try (JsonParser parser = PARSERS.createParser(in, StandardCharsets.UTF_8)) {
      return new ModelsFile(name, parser).catalog();
    } catch (JsonException e) {
      throw new ConfigurationException(name + " is not JSON: " + e.getMessage(), e);
    }
  }

  private ModelCatalog catalog() {
    expect(Event.START_OBJECT, "an object with \"models\"");
    expect(Event.KEY_NAME, "\"models\"");
    if (!parser.getString().equals("models")) {
      throw wrong("there is \"" + parser.getString() + "\" where \"models\" belongs");
    }
    expect(Event.START_ARRAY, "a list of models");
    List<Model> models = new ArrayList<>();
    while (next() == Event.START_OBJECT) {
      models.add(model());
    }
    if (models.isEmpty()) {
      throw wrong("there is no model");
    }
    expect(Event.END_OBJECT, "the end");
    return catalogOf(models);
  }

  private Model model() {
    ModelEntry entry = new ModelEntry(name, line());
    while (next() == Event.KEY_NAME) {
      String member = parser.getString();
      long line = line();
      next();
      entry.put(member, parser.getValue(), line);
    }
    return entry.model();
  }

  private ModelCatalog catalogOf(List<Model> models) {
    try {
      return new ModelCatalog(models);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(name + ": " + e.getMessage() + ".", e);
    }
  }

  private Event next() {
    return parser.next();
  }

  private void expect(Event event, String what) {
    if (next() != event) {
      throw wrong(what + " is missing");
    }
  }

  private ConfigurationException wrong(String what) {
    return new ConfigurationException("%s, line %d: %s.".formatted(name, line(), what));
  }

  private long line() {
    return parser.getLocation().getLineNumber();
  }
}
