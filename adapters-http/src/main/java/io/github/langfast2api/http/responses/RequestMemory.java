package io.github.langfast2api.http.responses;

import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.HttpErrors;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.json.JsonWeight;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;

/**
 * The memory of one request, reserved before it is taken. Safe for any thread, as the reservation
 * is.
 *
 * @param reservation which holds the body already
 */
record RequestMemory(Reservation reservation) {

  /**
   * How often the text of an item, or of the head, is held until it has been told and stored: as
   * JSON text, as UTF-8 in a buffer that grows, and as the record in the store.
   */
  private static final int COPIES = 5;

  /** What a character of the answer takes until its end: the same, in four events. */
  private static final int BYTES_PER_ANSWER_CHAR = 20;

  /** What a character of a stored text takes while it is read: as bytes, as text, and as a tree. */
  private static final int BYTES_PER_READ_CHAR = 12;

  /** Reserves what the items of a request, or its head, take besides the body. */
  void reserveTold(JsonWeight weight, String param) {
    reserve(weight.values() * JsonWeight.BYTES_PER_VALUE + weight.textBytes() * COPIES, param);
  }

  /** Reserves what a text of the model takes until the end of the answer. */
  void reserveAnswer(int chars) {
    if (!reservation.growBy((long) chars * BYTES_PER_ANSWER_CHAR)) {
      throw new ApiException(HttpErrors.noMemory());
    }
  }

  /** Reserves what stored texts take while they are read; to be given back by {@link #read}. */
  void reserveReading(long chars, String param) {
    reserve(chars * BYTES_PER_READ_CHAR, param);
  }

  /** Reserves what was read, instead of what it took to read it. */
  void read(long chars, JsonWeight weight, String param) {
    reserve(weight.bytes(), param);
    boolean unused = reservation.growBy(-chars * BYTES_PER_READ_CHAR);
  }

  /**
   * Reserves memory.
   *
   * @throws ApiException with status 400 if the gateway could not have so much for one request,
   *     else with 503 if there is not enough now
   */
  private void reserve(long bytes, String param) {
    if (!reservation.growBy(bytes)) {
      throw reservation.couldGrowBy(bytes)
          ? new ApiException(HttpErrors.noMemory())
          : InvalidRequest.inconsistent(
              param, "The conversation is larger than what the gateway has memory for.");
    }
  }
}
