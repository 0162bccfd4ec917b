package io.github.langfast2api.langfast.wire;

/** A response that is no HTTP/1.1. */
public final class MalformedHttpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param cause how Helidon's client tells it
   */
  public MalformedHttpException(RuntimeException cause) {
    super("a malformed HTTP response", cause);
  }
}
