package io.github.langfast2api.http.answer;

import io.github.langfast2api.http.exchange.RequestContext;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import jakarta.json.JsonObject;

/**
 * A request whose body has been read.
 *
 * @param body which is valid JSON and within the limit of size
 * @param id by which answers and errors tell the request
 * @param owner whose stored responses it may see: a digest of its API key, or a constant if no key
 *     is asked for
 * @param memory the request's, which holds the body and is freed when the request ends
 */
public record ReceivedRequest(JsonObject body, String id, String owner, Reservation memory) {

  /** The request that this thread serves. */
  static ReceivedRequest of(JsonObject body, Reservation memory) {
    RequestContext context = RequestContext.current();
    return new ReceivedRequest(body, context.id(), context.owner(), memory);
  }
}
