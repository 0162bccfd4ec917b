package io.github.langfast2api.app.config;

/** The gateway cannot start as it is configured; the message tells the operator what to change. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String message;

  /** The message is shown to the operator as it is, without the credentials of URLs in it. */
  public ConfigurationException(String message) {
    this.message = UrlCredentials.masked(message);
  }

  /** The same with a cause, which is not shown. */
  public ConfigurationException(String message, Throwable cause) {
    super(cause);
    this.message = UrlCredentials.masked(message);
  }

  /** Unlike that of other exceptions, the message is never null. */
  @Override
  public String getMessage() {
    return message;
  }
}
