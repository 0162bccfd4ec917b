package io.github.langfast2api.http.error;

import java.util.Map;

/**
 * The form of errors by the path that was asked for: an API's own below its paths, so that also
 * what goes wrong before its handler is asked (401, 404, 405, 413) is told as its clients read it;
 * OpenAI's elsewhere.
 */
public final class ErrorForms {

  private final Map<String, ErrorForm> byPath;

  /**
   * Forms for these paths and all below them.
   *
   * @param byPath of which none is below another
   */
  public ErrorForms(Map<String, ErrorForm> byPath) {
    this.byPath = Map.copyOf(byPath);
  }

  /** The form for a request to this path. */
  public ErrorForm at(String path) {
    for (Map.Entry<String, ErrorForm> form : byPath.entrySet()) {
      if (path.equals(form.getKey()) || path.startsWith(form.getKey() + "/")) {
        return form.getValue();
      }
    }
    return OpenAiErrorForm.DEFAULT;
  }
}
