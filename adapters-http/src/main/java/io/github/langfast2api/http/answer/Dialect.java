package io.github.langfast2api.http.answer;

import io.github.langfast2api.http.error.ErrorForm;
import java.util.List;
import java.util.Optional;

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
   * Reads a request. May wait for a store, if the request goes on from what is kept there.
   *
   * @throws io.github.langfast2api.http.error.ApiException if the body is invalid by the API's
   *     reference, or asks for what the gateway does not support
   */
  AnswerCall read(ReceivedRequest request);

  /** What else the dialect serves, the more specific paths first. */
  default List<DialectEndpoint> endpoints() {
    return List.of();
  }

  /** How the dialect tells the tokens of a request that is not run, if it does. */
  default Optional<TokenCount> tokenCount() {
    return Optional.empty();
  }
}
