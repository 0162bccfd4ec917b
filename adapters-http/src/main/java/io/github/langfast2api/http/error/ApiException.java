package io.github.langfast2api.http.error;

/**
 * An {@link ApiError} that ends a request: the error handler answers it. It has no stack trace,
 * since it tells of a fault in a request and not in the code.
 */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ApiError error;

  /** An exception that is answered with this error. */
  public ApiException(ApiError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  /** The error to be answered. */
  public ApiError error() {
    return error;
  }
}
