package io.github.langfast2api.app.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The models on offer.
 *
 * @param modelsFile the catalogue of models
 * @param modelAliases further model names, each mapped to a name from the catalogue
 */
public record CatalogConfig(Path modelsFile, Map<String, String> modelAliases) {

  public CatalogConfig {
    modelAliases = Map.copyOf(modelAliases);
  }

  static CatalogConfig of(Settings settings) {
    return new CatalogConfig(Path.of(settings.required("MODELS_FILE")), modelAliases(settings));
  }

  private static Map<String, String> modelAliases(Settings settings) {
    Map<String, String> aliases = new HashMap<>();
    for (String entry : settings.list("MODEL_ALIASES")) {
      String[] names = entry.split("=", -1);
      if (names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
        throw new ConfigurationException(
            "MODEL_ALIASES has \"%s\" in it: an alias is written alias=model.".formatted(entry));
      }
      if (aliases.put(names[0].strip(), names[1].strip()) != null) {
        throw new ConfigurationException(
            "MODEL_ALIASES has \"%s\" twice.".formatted(names[0].strip()));
      }
    }
    return aliases;
  }
}
