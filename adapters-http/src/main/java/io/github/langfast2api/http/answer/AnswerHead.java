package io.github.langfast2api.http.answer;

import io.github.langfast2api.http.exchange.Ids;
import java.time.Instant;

/**
 * What all parts of an answer have in common.
 *
 * @param id of the completion
 * @param created seconds since 1970
 * @param model as the client named it
 */
public record AnswerHead(String id, long created, String model) {

  /** An answer that begins now. */
  public static AnswerHead of(String model) {
    return new AnswerHead(Ids.completion(), Instant.now().getEpochSecond(), model);
  }
}
