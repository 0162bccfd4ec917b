package io.github.langfast2api.ports.state;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import java.time.Duration;

/**
 * Limits of a response store. The oldest response goes first where there are too many or too large
 * ones; a response as old as the maximum age is gone.
 *
 * @param maxAge counted from {@link StoredResponse#createdAt}
 * @param maxResponses at least 1
 * @param maxBytes of all responses as {@link StoredResponse#bytes} counts them, at least 1
 */
public record StoreLimits(Duration maxAge, int maxResponses, long maxBytes) {

  public StoreLimits {
    if (!maxAge.isPositive() || maxResponses < 1 || maxBytes < 1) {
      throw new IllegalArgumentException("a store has room for one response at least");
    }
  }

  /**
   * Refuses a response that is larger than all that may be kept.
   *
   * @throws ChatException with {@link ChatFailure.RequestTooLarge}
   */
  public void requireRoom(long bytes) {
    if (bytes > maxBytes) {
      throw new ChatException(
          new ChatFailure.RequestTooLarge(
              "The response and its input are %d bytes, and %d are stored at most: ask without storing."
                  .formatted(bytes, maxBytes)));
    }
  }
}
