package io.github.langfast2api.http.error;

import io.github.langfast2api.domain.ChatException;
import io.helidon.http.HttpException;

/** The mapping from any exception of a handler to its {@link ApiError}. */
public final class ExceptionErrors {

  private ExceptionErrors() {}

  /**
   * The error for an exception; whatever is not expected is an internal error.
   *
   * @param form of the dialect that the client uses, for the names of parameters
   */
  public static ApiError of(Throwable thrown, ErrorForm form) {
    return switch (thrown) {
      case ApiException e -> e.error();
      case ChatException e -> FailureErrors.of(e.failure(), form);
      case HttpException e when e.status().code() != 500 -> of(e);
      // The last resort: what was to be allocated is garbage by now.
      case OutOfMemoryError e -> HttpErrors.noMemory().closingConnection();
      default -> HttpErrors.internalError();
    };
  }

  private static ApiError of(HttpException e) {
    ApiError error = HttpErrors.of(e.status(), String.valueOf(e.getMessage()));
    return e.keepAlive() ? error : error.closingConnection();
  }
}
