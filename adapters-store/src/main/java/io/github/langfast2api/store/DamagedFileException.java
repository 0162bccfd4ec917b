package io.github.langfast2api.store;

/** A file has a content that no gateway can have left in it; it must be set aside. */
final class DamagedFileException extends Exception {

  private static final long serialVersionUID = 1L;

  DamagedFileException(String message) {
    super(message);
  }

  DamagedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
