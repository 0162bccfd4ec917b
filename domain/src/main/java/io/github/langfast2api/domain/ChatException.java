package io.github.langfast2api.domain;

/** The exception of the port, which carries a {@link ChatFailure}. */
public final class ChatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ChatFailure failure;

  public ChatException(ChatFailure failure) {
    super(failure.message());
    this.failure = failure;
  }

  /**
   * A failure with its cause.
   *
   * @param cause for the log; never shown to clients
   */
  public ChatException(ChatFailure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** The failure. */
  public ChatFailure failure() {
    return failure;
  }
}
