package io.github.langfast2api.http.error;

import java.util.Map;

/**
 * The choice of an {@link ErrorForm} by the path of the request: a dialect's own at its path and
 * below, OpenAI's elsewhere. Errors that come up before a dialect's handler is called (401, 404,
 * 405, 413) have its form too. Safe for any thread.
 */
public final class ErrorForms {

  private final Map<String, ErrorForm> byPath;

  /**
   * Error forms by path.
   *
   * @param byPath a form for each path and all paths below it; no path is below another
   */
  public ErrorForms(Map<String, ErrorForm> byPath) {
    this.byPath = Map.copyOf(byPath);
  }

  /** The form for a request to this path, which comes without a query. */
  public ErrorForm forPath(String path) {
    for (Map.Entry<String, ErrorForm> form : byPath.entrySet()) {
      if (path.equals(form.getKey()) || path.startsWith(form.getKey() + "/")) {
        return form.getValue();
      }
    }
    return OpenAiErrorForm.DEFAULT;
  }
}
