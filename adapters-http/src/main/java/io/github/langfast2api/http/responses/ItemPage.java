package io.github.langfast2api.http.responses;

import io.github.langfast2api.http.answer.DialectEndpoint;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list of items, by OpenAI's API reference ("List input items").
 *
 * @param newestFirst the order
 * @param limit the number of items at most
 * @param after the id of the item that the page begins behind; empty for the first page
 */
record ItemPage(boolean newestFirst, int limit, Optional<String> after) {

  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  /** The page that a request asks for. */
  static ItemPage asked(DialectEndpoint.Call call) {
    String order = call.query("order").orElse("desc");
    if (!order.equals("asc") && !order.equals("desc")) {
      throw InvalidRequest.invalidValue("order", "'asc' or 'desc'", order);
    }
    int limit = call.query("limit").map(ItemPage::limit).orElse(DEFAULT_LIMIT);
    return new ItemPage(order.equals("desc"), limit, call.query("after"));
  }

  private static int limit(String text) {
    String expected = "a number from 1 to " + MAX_LIMIT;
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw InvalidRequest.invalidValue("limit", expected, text);
    }
    throw InvalidRequest.invalidValue("limit", expected, text);
  }

  /** The page of a list whose oldest item is the first. */
  JsonObject of(JsonArray items) {
    List<JsonObject> ordered = items.getValuesAs(JsonObject.class);
    if (newestFirst) {
      ordered = ordered.reversed();
    }
    int from = after.isEmpty() ? 0 : indexOf(after.get(), ordered) + 1;
    List<JsonObject> page = ordered.subList(from, Math.min(from + limit, ordered.size()));
    JsonArrayBuilder data = Json.array();
    page.forEach(data::add);
    JsonObjectBuilder list = Json.object().add("object", "list").add("data", data);
    if (page.isEmpty()) {
      list.addNull("first_id").addNull("last_id");
    } else {
      list.add("first_id", page.getFirst().getString("id"));
      list.add("last_id", page.getLast().getString("id"));
    }
    return list.add("has_more", from + page.size() < ordered.size()).build();
  }

  private static int indexOf(String id, List<JsonObject> items) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).getString("id").equals(id)) {
        return i;
      }
    }
    throw InvalidRequest.invalidValue("after", "the id of an item of the list", id);
  }
}
