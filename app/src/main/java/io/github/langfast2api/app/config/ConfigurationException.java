package io.github.langfast2api.app;

/** The gateway cannot start as it is configured; the message tells the operator what to change. */
final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String message;

  ConfigurationException(String message) {
    this.message = message;
  }

  ConfigurationException(String message, Throwable cause) {
    super(cause);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
