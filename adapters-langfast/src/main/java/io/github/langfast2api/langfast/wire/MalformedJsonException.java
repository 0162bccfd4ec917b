package io.github.langfast2api.langfast.wire;

/** What should be JSON is not. */
public final class MalformedJsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedJsonException(String what) {
    super("malformed JSON: " + what);
  }
}
