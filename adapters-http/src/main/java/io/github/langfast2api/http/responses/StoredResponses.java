package io.github.langfast2api.http.responses;

import io.github.langfast2api.http.answer.DialectEndpoint;
import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoredResponse;
import jakarta.json.JsonObject;
import java.util.function.Function;

/**
 * The endpoints of responses that are stored, by OpenAI's API reference ("Get a model response" and
 * the following). What another owns is not there. Safe for any thread; every method may wait for
 * the store.
 */
final class StoredResponses {

  private final ResponseStore store;

  StoredResponses(ResponseStore store) {
    this.store = store;
  }

  /** The response as it was answered. */
  JsonObject retrieve(DialectEndpoint.Call call) {
    if (call.query("stream").filter("true"::equals).isPresent()) {
      throw InvalidRequest.unsupportedValue("stream", "true");
    }
    return find(
        call,
        response ->
            new ResponseHead(Json.parse(response.response()).asJsonObject())
                .with(StoredItems.parse(response.items()).output()));
  }

  /** Deletes the response. */
  JsonObject delete(DialectEndpoint.Call call) {
    ResponseKey key = key(call);
    if (!store.delete(key)) {
      throw notFound(key.id());
    }
    return Json.object().add("id", key.id()).add("object", "response").add("deleted", true).build();
  }

  /** A page of the items that the request of the response brought. */
  JsonObject inputItems(DialectEndpoint.Call call) {
    ItemPage page = ItemPage.asked(call);
    return find(call, response -> page.of(StoredItems.parse(response.items()).input()));
  }

  /** Nothing runs in the background: there is nothing to cancel. */
  JsonObject cancel(DialectEndpoint.Call call) {
    String id = find(call, response -> response.key().id());
    throw new ApiException(
        ApiError.invalid(
            400,
            "Cannot cancel the response '%s': only one that runs in the background can be."
                .formatted(id)));
  }

  private <T> T find(DialectEndpoint.Call call, Function<StoredResponse, T> form) {
    ResponseKey key = key(call);
    ResponseHistory responses =
        new ResponseHistory(store, key.owner(), new RequestMemory(call.memory()));
    return responses.find(key.id(), "id", form).orElseThrow(() -> notFound(key.id()));
  }

  private static ResponseKey key(DialectEndpoint.Call call) {
    String id = call.pathParameter("id");
    if (id.isBlank()) {
      throw notFound(id);
    }
    return new ResponseKey(call.owner(), id);
  }

  private static ApiException notFound(String id) {
    return new ApiException(
        ApiError.invalid(404, "Response with id '%s' not found.".formatted(id)));
  }
}
