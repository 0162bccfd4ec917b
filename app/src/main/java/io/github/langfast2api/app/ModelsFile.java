package io.github.langfast2api.app;

import io.github.langfast2api.app.config.ConfigurationException;
import io.github.langfast2api.app.config.Utf8File;
import io.github.langfast2api.domain.Model;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import jakarta.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Reads the catalogue of models: {@code {"models": [{"id": …}, …]}}. */
final class ModelsFile {

  private static final Path DEFAULT = Path.of("models.json");
  private static final String RESOURCE = "/models.json";

  private ModelsFile() {}

  /**
   * Reads the catalogue from the file. Without a models.json in the working directory, which is the
   * default, it is read from the one in the jar.
   *
   * @throws ConfigurationException if it cannot be read
   */
  static ModelCatalog load(Path file) {
    boolean exists = Files.isRegularFile(file);
    if (!exists && (Files.exists(file) || !file.equals(DEFAULT))) {
      throw new ConfigurationException(
          "MODELS_FILE is \"%s\": there is no such file.".formatted(file));
    }
    try {
      return exists
          ? read(file.toString(), Utf8File.read(file))
          : read("the jar's models.json", resource());
    } catch (IOException e) {
      throw new ConfigurationException(
          "MODELS_FILE is \"%s\": it cannot be read as UTF-8 text.".formatted(file), e);
    }
  }

  private static String resource() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ModelsFile.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Reads the catalogue from JSON text.
   *
   * @param source what error messages call the text
   */
  static ModelCatalog read(String source, String json) {
    try {
      List<Model> models =
          JsonEntryReader.read(source, json, "models", ModelEntry.class).stream()
              .map(entry -> entry.value().toModel(entry.location()))
              .toList();
      if (models.isEmpty()) {
        throw new ConfigurationException(source + ": there is no model.");
      }
      return new ModelCatalog(models);
    } catch (JsonException e) {
      throw new ConfigurationException(source + " is not JSON: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(source + ": " + e.getMessage() + ".", e);
    }
  }
}
