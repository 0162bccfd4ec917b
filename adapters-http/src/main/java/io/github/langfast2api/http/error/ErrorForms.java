package io.github.langfast2api.http.error;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Map;

/**
 * The choice of an {@link ErrorForm} by the path of the request: a dialect's own at its path and
 * below. Elsewhere, as at {@code /v1/models}, which both vendors have, it is Anthropic's for
 * requests with the header that Anthropic's clients send, and OpenAI's for others. Errors that come
 * up before a dialect's handler is called (401, 404, 405, 413) have its form too. Safe for any
 * thread.
 */
public final class ErrorForms {

  private static final HeaderName ANTHROPIC_VERSION = HeaderNames.create("anthropic-version");

  private final Map<String, ErrorForm> byPath;

  /**
   * Error forms by path.
   *
   * @param byPath a form for each path and all paths below it; no path is below another
   */
  public ErrorForms(Map<String, ErrorForm> byPath) {
    this.byPath = Map.copyOf(byPath);
  }

  /**
   * The form for a request.
   *
   * @param path without a query
   * @param headers as far as they could be read
   */
  public ErrorForm of(String path, Headers headers) {
    for (Map.Entry<String, ErrorForm> form : byPath.entrySet()) {
      if (path.equals(form.getKey()) || path.startsWith(form.getKey() + "/")) {
        return form.getValue();
      }
    }
    return headers.contains(ANTHROPIC_VERSION)
        ? AnthropicErrorForm.DEFAULT
        : OpenAiErrorForm.DEFAULT;
  }
}
