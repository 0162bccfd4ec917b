package io.github.langfast2api.http;

import java.time.Instant;

/**
 * What all parts of an answer have in common.
 *
 * @param id of the completion
 * @param created seconds since 1970
 * @param model as the client named it
 */
record AnswerHead(String id, long created, String model) {

  /** An answer that begins now. */
  static AnswerHead of(String model) {
    return new AnswerHead(Ids.completion(), Instant.now().getEpochSecond(), model);
  }
}
