package io.github.langfast2api.domain;

/** Carries a {@link ChatFailure} to whoever can tell it. The one exception of the port. */
public final class ChatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ChatFailure failure;

  public ChatException(ChatFailure failure) {
    super(failure.message());
    this.failure = failure;
  }

  /**
   * A failure with what caused it.
   *
   * @param cause for the log; clients are never shown it
   */
  public ChatException(ChatFailure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** What went wrong. */
  public ChatFailure failure() {
    return failure;
  }
}
