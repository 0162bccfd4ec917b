package io.github.langfast2api.store;

/** A file cannot be used as it is, for a reason that lies outside of it and may pass. */
final class UnusableFileException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableFileException(String message) {
    super(message);
  }

  UnusableFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
