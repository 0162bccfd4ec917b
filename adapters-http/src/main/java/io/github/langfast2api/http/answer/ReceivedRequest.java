package io.github.langfast2api.http.answer;

import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import jakarta.json.JsonObject;

/**
 * A request whose body has been read.
 *
 * @param body which is valid JSON and within the limit of size
 * @param owner whose stored responses it may see: a digest of its API key, or a constant if no key
 *     is asked for
 * @param memory the request's, which holds the body and is freed when the request ends
 */
public record ReceivedRequest(JsonObject body, String owner, Reservation memory) {}
