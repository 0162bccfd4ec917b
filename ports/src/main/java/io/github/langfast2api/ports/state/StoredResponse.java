package io.github.langfast2api.ports.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A response as it is kept.
 *
 * @param previousId the id of the response of the same owner that it goes on from
 * @param createdAt when its request came, to the millisecond
 * @param items what its own request brought and what the model made, as JSON text, unread
 * @param response what else the client was told, as JSON text, unread
 */
public record StoredResponse(
    ResponseKey key,
    Optional<String> previousId,
    Instant createdAt,
    String items,
    String response) {

  public StoredResponse {
    Objects.requireNonNull(key);
    Objects.requireNonNull(previousId);
    Objects.requireNonNull(createdAt);
    Objects.requireNonNull(items);
    Objects.requireNonNull(response);
  }

  /** The bytes that limits count: those of both texts in UTF-8. Reads the texts once. */
  public long bytes() {
    return utf8Bytes(items) + utf8Bytes(response);
  }

  private static long utf8Bytes(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Two surrogates are four bytes.
      bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return bytes;
  }
}
