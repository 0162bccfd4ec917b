package io.github.langfast2api.http.exchange;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.http.error.ApiError;
import java.util.Optional;

/**
 * Logs why requests fail: bugs as errors, failures of the upstream and of limits as warnings. A
 * request that its client has to correct is no concern of the operator's, and of one that the
 * backend refuses only the kind is logged, since the message may quote the client.
 */
final class FailureLog {

  private static final System.Logger LOG = System.getLogger(FailureLog.class.getName());

  private FailureLog() {}

  /** Logs an exception that is answered with this error. */
  static void log(Throwable thrown, ApiError error, String requestId) {
    if (thrown instanceof ChatException e) {
      log(e, error, requestId);
    } else if (error.status() == 500 || thrown instanceof OutOfMemoryError) {
      LOG.log(ERROR, () -> requestId + " ran into a bug", thrown);
    }
  }

  /** The name of a failure, by which the log can be searched; empty if it has none. */
  static Optional<String> name(Throwable thrown) {
    return thrown instanceof ChatException e ? Optional.of(name(e.failure())) : Optional.empty();
  }

  private static String name(ChatFailure failure) {
    return failure.getClass().getSimpleName();
  }

  private static void log(ChatException e, ApiError error, String requestId) {
    String kind = name(e.failure());
    if (error.status() < 429) {
      LOG.log(DEBUG, "{0} is refused: {1}", requestId, kind);
    } else {
      LOG.log(WARNING, "{0} failed: {1}: {2}", requestId, kind, error.message());
      LOG.log(DEBUG, () -> requestId + " failed since", e);
    }
  }
}
