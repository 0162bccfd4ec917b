package io.github.langfast2api.http.responses;

import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.HttpErrors;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoredResponse;
import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an owner's earlier responses say, in memory that is reserved before it is taken. For one
 * request. Every method may wait for the store.
 */
final class ResponseHistory {

  /** The longest conversation that is rebuilt, in responses and in characters. */
  private static final int MAX_RESPONSES = 1000;

  private static final long MAX_CHARS = 32L << 20;

  /** What a character of JSON takes at most when it has been parsed, but for many small values. */
  private static final int BYTES_PER_CHAR = 16;

  private final ResponseStore store;
  private final String owner;
  private final Reservation memory;
  private final Map<String, Optional<List<JsonObject>>> itemsByResponse = new HashMap<>();

  ResponseHistory(ResponseStore store, String owner, Reservation memory) {
    this.store = store;
    this.owner = owner;
    this.memory = memory;
  }

  /**
   * All items of the conversation until a response.
   *
   * @param previousId its id
   * @return its items and those of the responses before it, oldest first
   * @throws ApiException with status 400 if it, or one before it, is not there, or if there are too
   *     many
   */
  List<JsonObject> until(String previousId) {
    Deque<String> conversation = new ArrayDeque<>();
    long chars = 0;
    Optional<String> next = Optional.of(previousId);
    while (next.isPresent()) {
      StoredResponse response = find(next.get()).orElseThrow(() -> notFound(previousId));
      chars += response.items().length();
      if (conversation.size() == MAX_RESPONSES || chars > MAX_CHARS) {
        throw tooLong(previousId);
      }
      conversation.addFirst(response.items());
      next = response.previousId();
    }
    return conversation.stream().flatMap(items -> parse(items).stream()).toList();
  }

  /**
   * The item that a reference names.
   *
   * @param id of an item that was sent or answered before
   */
  Optional<JsonObject> item(String id) {
    return ResponseIds.responseOf(id)
        .flatMap(
            response ->
                itemsByResponse.computeIfAbsent(
                    response, key -> find(key).map(found -> parse(found.items()))))
        .flatMap(
            items ->
                items.stream().filter(item -> id.equals(item.getString("id", ""))).findFirst());
  }

  private Optional<StoredResponse> find(String id) {
    return id.isBlank() ? Optional.empty() : store.find(new ResponseKey(owner, id));
  }

  /** The items that a response has brought and made. */
  private List<JsonObject> parse(String items) {
    if (!memory.growBy((long) items.length() * BYTES_PER_CHAR)) {
      throw new ApiException(HttpErrors.noMemory());
    }
    return StoredItems.parse(items).all();
  }

  private static ApiException notFound(String id) {
    return new ApiException(
        ApiError.invalid(400, "Previous response with id '%s' not found.".formatted(id))
            .withCode("previous_response_not_found")
            .withParam("previous_response_id"));
  }

  private static ApiException tooLong(String id) {
    return InvalidRequest.inconsistent(
        "previous_response_id",
        "The conversation until '%s' is too long to go on: it has over %d responses or %d MiB."
            .formatted(id, MAX_RESPONSES, MAX_CHARS >> 20));
  }
}
