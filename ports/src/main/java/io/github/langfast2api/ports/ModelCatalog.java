package io.github.langfast2api.ports;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that can be asked, each under its id and the ids of its dated versions. */
public final class ModelCatalog {

  private final List<Model> models;
  private final Map<String, Model> byName = new HashMap<>();

  /**
   * @param models in the order in which they are listed
   * @throws IllegalArgumentException if two models share a name
   */
  public ModelCatalog(List<Model> models) {
    this.models = List.copyOf(models);
    for (Model model : this.models) {
      register(model.id(), model);
      model.versions().forEach(version -> register(version, model));
    }
  }

  /** All models, in the order of the catalogue. */
  public List<Model> models() {
    return models;
  }

  /** The model of that id, or that has a version of that id. */
  public Optional<Model> find(String id) {
    return Optional.ofNullable(byName.get(id));
  }

  /**
   * The model of that id, or that has a version of that id.
   *
   * @throws ChatException with {@link ChatFailure.UnknownModel} if there is none
   */
  public Model require(String id) {
    return find(id).orElseThrow(() -> new ChatException(new ChatFailure.UnknownModel(id)));
  }

  private void register(String name, Model model) {
    if (byName.putIfAbsent(name, model) != null) {
      throw new IllegalArgumentException("two models are called " + name);
    }
  }
}
