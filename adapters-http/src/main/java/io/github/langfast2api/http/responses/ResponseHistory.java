package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.json.JsonWeight;
import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoredResponse;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * What an owner's earlier responses say, in memory that is reserved. For one request. Every method
 * may wait for the store.
 */
final class ResponseHistory {

  /** The longest conversation that is rebuilt, in responses and in characters. */
  private static final int MAX_RESPONSES = 1000;

  private static final long MAX_CHARS = 32L << 20;

  private static final String PREVIOUS = "previous_response_id";

  /**
   * One response at a time is read without its memory being reserved: how large is seen then. Who
   * waits for others' reads gives up before the store itself would: behind one that hangs, waits
   * would add up.
   */
  private static final ReentrantLock READING = new ReentrantLock();

  private static final long READING_WAIT_SECONDS = 10;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final ResponseStore store;
  private final String owner;
  private final RequestMemory memory;
  private final Map<String, Optional<Map<String, JsonObject>>> itemsByResponse = new HashMap<>();

  ResponseHistory(ResponseStore store, String owner, RequestMemory memory) {
    this.store = store;
    this.owner = owner;
    this.memory = memory;
  }

  /**
   * A response, as what is made of it.
   *
   * @param form reads it; its memory is reserved until the request ends
   * @param param to name if it is too large
   */
  <T> Optional<T> find(String id, String param, Function<StoredResponse, T> form) {
    if (id.isBlank()) {
      return Optional.empty();
    }
    Optional<StoredResponse> found = read(new ResponseKey(owner, id), param);
    return found.map(form);
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
    List<List<JsonObject>> newestFirst = new ArrayList<>();
    long chars = 0;
    Optional<String> next = Optional.of(previousId);
    while (next.isPresent()) {
      Turn turn = find(next.get(), PREVIOUS, this::turn).orElseThrow(() -> notFound(previousId));
      newestFirst.add(turn.items);
      chars += turn.chars;
      if (newestFirst.size() > MAX_RESPONSES || chars > MAX_CHARS) {
        throw tooLong(previousId);
      }
      next = turn.previousId;
    }
    return newestFirst.reversed().stream().flatMap(List::stream).toList();
  }

  /** What a response adds to a conversation, and how many characters of JSON that was. */
  private record Turn(List<JsonObject> items, long chars, Optional<String> previousId) {}

  private Turn turn(StoredResponse response) {
    return new Turn(
        items(response, PREVIOUS).all(), response.items().length(), response.previousId());
  }

  /**
   * The item that a reference names.
   *
   * @param id of an item that was sent or answered before
   */
  Optional<JsonObject> item(String id) {
    return ResponseIds.responseOf(id)
        .flatMap(response -> itemsByResponse.computeIfAbsent(response, this::itemsById))
        .flatMap(items -> Optional.ofNullable(items.get(id)));
  }

  private Optional<Map<String, JsonObject>> itemsById(String response) {
    return find(
        response,
        "input",
        found -> {
          Map<String, JsonObject> items = new HashMap<>();
          items(found, "input").all().forEach(item -> items.put(item.getString("id", ""), item));
          return items;
        });
  }

  /** The items of a response that was found, in the memory that they take alone. */
  private StoredItems items(StoredResponse response, String param) {
    StoredItems items = StoredItems.parse(response.items());
    memory.read(
        chars(response), JsonWeight.of(items.input()).and(JsonWeight.of(items.output())), param);
    return items;
  }

  private Optional<StoredResponse> read(ResponseKey key, String param) {
    awaitTurn();
    try {
      Optional<StoredResponse> found = store.find(key);
      found.ifPresent(response -> memory.reserveReading(chars(response), param));
      return found;
    } finally {
      READING.unlock();
    }
  }

  private static void awaitTurn() {
    try {
      if (!READING.tryLock(READING_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new ChatException(
            new ChatFailure.StoreUnavailable(
                "The store of responses does not answer in time.", RETRY_AFTER));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    }
  }

  private static long chars(StoredResponse response) {
    return (long) response.items().length() + response.response().length();
  }

  private static ApiException notFound(String id) {
    return new ApiException(
        ApiError.invalid(400, "Previous response with id '%s' not found.".formatted(id))
            .withCode("previous_response_not_found")
            .withParam(PREVIOUS));
  }

  private static ApiException tooLong(String id) {
    return InvalidRequest.inconsistent(
        PREVIOUS,
        "The conversation until '%s' is too long to go on: it has over %d responses or %d MiB."
            .formatted(id, MAX_RESPONSES, MAX_CHARS >> 20));
  }
}
