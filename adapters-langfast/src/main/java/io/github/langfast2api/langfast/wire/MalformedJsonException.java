package io.github.langfast2api.langfast.wire;

/** Text that is not the JSON it should be: by its syntax, or by what must be in it. */
public final class MalformedJsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * An error of syntax or content.
   *
   * @param what what is wrong, for the log
   */
  public MalformedJsonException(String what) {
    super("malformed JSON: " + what);
  }
}
