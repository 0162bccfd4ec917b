package io.github.langfast2api.http.models;

import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.json.Json;
import io.helidon.common.uri.UriQuery;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/**
 * A page of the list of models, by Anthropic's API reference ("List models").
 *
 * @param limit the number of models at most
 * @param afterId the id of the model that the page begins behind
 * @param beforeId the id of the model that the page ends before
 */
record ModelPage(int limit, Optional<String> afterId, Optional<String> beforeId) {

  private static final String LIMIT = "limit";
  private static final int MAX_LIMIT = 1000;

  /** The page that a request asks for; all models if it does not say. */
  static ModelPage asked(UriQuery query) {
    return new ModelPage(
        query.first(LIMIT).asOptional().map(ModelPage::limit).orElse(MAX_LIMIT),
        query.first("after_id").asOptional(),
        query.first("before_id").asOptional());
  }

  private static int limit(String text) {
    if (text.matches("[0-9]{1,4}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    }
    throw InvalidRequest.invalidValue(LIMIT, "a number from 1 to " + MAX_LIMIT, text);
  }

  /** The page of all models. */
  JsonObject of(List<JsonObject> models) {
    int begin = afterId.map(id -> indexOf("after_id", id, models) + 1).orElse(0);
    int end = Math.min(begin + limit, models.size());
    boolean more = end < models.size();
    if (beforeId.isPresent()) {
      end = indexOf("before_id", beforeId.get(), models);
      begin = Math.max(0, end - limit);
      more = begin > 0;
    }
    return json(models.subList(begin, end), more);
  }

  private static JsonObject json(List<JsonObject> page, boolean more) {
    JsonArrayBuilder data = Json.array();
    page.forEach(data::add);
    JsonObjectBuilder list = Json.object().add("data", data).add("has_more", more);
    if (page.isEmpty()) {
      return list.addNull("first_id").addNull("last_id").build();
    }
    return list.add("first_id", page.getFirst().getString("id"))
        .add("last_id", page.getLast().getString("id"))
        .build();
  }

  private static int indexOf(String parameter, String id, List<JsonObject> models) {
    for (int i = 0; i < models.size(); i++) {
      if (models.get(i).getString("id").equals(id)) {
        return i;
      }
    }
    throw InvalidRequest.invalidValue(parameter, "the id of a model of the list", id);
  }
}
