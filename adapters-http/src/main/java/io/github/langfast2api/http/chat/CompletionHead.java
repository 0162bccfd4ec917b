package io.github.langfast2api.http.chat;

import io.github.langfast2api.http.exchange.Ids;
import java.time.Instant;

/**
 * What all parts of an answer have in common.
 *
 * @param id of the completion
 * @param created seconds since 1970
 * @param model as the client named it
 */
record CompletionHead(String id, long created, String model) {

  /** An answer that begins now. */
  static CompletionHead of(String model) {
    return new CompletionHead(Ids.completion(), Instant.now().getEpochSecond(), model);
  }
}
