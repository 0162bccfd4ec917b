package io.github.langfast2api.http.answer;

import io.github.langfast2api.http.error.ErrorForm;
import jakarta.json.JsonObject;

/**
 * An HTTP API for the answers of models, such as OpenAI's chat completions: how its requests are
 * read, and the forms of its answers and errors. Everything else is {@link AnswerHandler}'s and the
 * same for all dialects. Safe for any thread.
 */
public interface Dialect {

  /** The path of {@code POST} requests. The dialect's error form is used at this path and below. */
  String path();

  /** The form of errors, and the names of parameters in them. */
  ErrorForm errorForm();

  /**
   * Reads a request. Does not block.
   *
   * @param body which is valid JSON and within the limit of size
   * @throws io.github.langfast2api.http.error.ApiException if the body is invalid by the API's
   *     reference, or asks for what the gateway does not support
   */
  AnswerCall read(JsonObject body);
}
