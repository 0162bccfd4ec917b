package io.github.langfast2api.langfast;

/** What should be JSON is not. */
final class MalformedJsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedJsonException(String what) {
    super("malformed JSON: " + what);
  }
}
