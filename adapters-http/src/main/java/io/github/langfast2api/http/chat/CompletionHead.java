package io.github.langfast2api.http.chat;

import io.github.langfast2api.http.exchange.RandomId;
import java.time.Instant;

/**
 * The members that all chunks of an answer share with each other.
 *
 * @param id of the completion
 * @param created in seconds since the Unix epoch
 * @param model the name that the client gave
 */
record CompletionHead(String id, long created, String model) {

  /** The members of an answer that begins now. */
  static CompletionHead of(String model) {
    return new CompletionHead(
        RandomId.withPrefix("chatcmpl-"), Instant.now().getEpochSecond(), model);
  }
}
