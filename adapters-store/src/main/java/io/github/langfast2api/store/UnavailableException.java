package io.github.langfast2api.store;

/** The file cannot serve a call; the log has been told why. */
final class UnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
