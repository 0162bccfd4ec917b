package io.github.langfast2api.ports.catalog;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.Model;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The models, found by their ids, the ids of their dated versions, and aliases. Immutable. */
public final class ModelCatalog {

  private static final Pattern LONG_CONTEXT = Pattern.compile("\\[1m]$", Pattern.CASE_INSENSITIVE);

  private static final Pattern DATE = Pattern.compile("-[0-9]{8}$");

  private final List<Model> models;
  private final Map<String, Model> aliases = new LinkedHashMap<>();
  private final Map<String, Model> byName = new HashMap<>();

  /**
   * @param models in the order in which they are listed
   * @throws IllegalArgumentException if two models share a name
   */
  public ModelCatalog(List<Model> models) {
    this(models, Map.of());
  }

  private ModelCatalog(List<Model> models, Map<String, String> aliases) {
    this.models = List.copyOf(models);
    for (Model model : this.models) {
      register(model.id(), model);
      model.versions().forEach(version -> register(version, model));
    }
    for (Map.Entry<String, String> alias : aliases.entrySet()) {
      Model model = find(alias.getValue()).orElseThrow(() -> noSuchModel(alias));
      this.aliases.put(alias.getKey(), model);
    }
    this.aliases.forEach(this::register);
  }

  /**
   * This catalogue with further names.
   *
   * @param aliases each with a name that a model already has
   * @throws IllegalArgumentException if an alias is a model's name already, or stands for no model
   */
  public ModelCatalog withAliases(Map<String, String> aliases) {
    return new ModelCatalog(models, aliases);
  }

  /** All models, in the order of the catalogue. */
  public List<Model> models() {
    return models;
  }

  /** The further names and the models that they stand for. */
  public Map<String, Model> aliases() {
    return Collections.unmodifiableMap(aliases);
  }

  /**
   * The model that has this name. An alias may have a date behind it, as the dated versions of the
   * models that it is called after have, and any name the suffix by which Claude Code asks for a
   * long context.
   */
  public Optional<Model> find(String id) {
    String name = LONG_CONTEXT.matcher(id).replaceFirst("");
    return Optional.ofNullable(byName.get(name))
        .or(() -> Optional.ofNullable(aliases.get(DATE.matcher(name).replaceFirst(""))));
  }

  /**
   * The model that has this name.
   *
   * @throws ChatException with {@link ChatFailure.UnknownModel} if there is none
   */
  public Model require(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new ChatException(
                    new ChatFailure.UnknownModel(
                        id,
                        Stream.concat(models.stream().map(Model::id), aliases.keySet().stream())
                            .toList())));
  }

  private static IllegalArgumentException noSuchModel(Map.Entry<String, String> alias) {
    return new IllegalArgumentException(
        alias.getKey() + " is to stand for " + alias.getValue() + ", which is no model");
  }

  private void register(String name, Model model) {
    if (byName.putIfAbsent(name, model) != null) {
      throw new IllegalArgumentException("two models are called " + name);
    }
  }
}
