package io.github.langfast2api.http.answer;

import io.github.langfast2api.http.error.ErrorForm;
import jakarta.json.JsonObject;

/**
 * An API in which models are asked: how it is read, and in which forms it answers. The pipeline
 * between is {@link AnswerHandler}'s, and the same for all. Safe for any thread.
 */
public interface Dialect {

  /** Where requests are posted to; the form of errors holds for this path and all below. */
  String path();

  /** How errors are told, and what parameters are called. */
  ErrorForm errors();

  /**
   * Reads a request.
   *
   * @throws io.github.langfast2api.http.error.ApiException if the body is not as the API has it, or
   *     asks for what the gateway cannot do
   */
  AnswerCall read(JsonObject body);
}
