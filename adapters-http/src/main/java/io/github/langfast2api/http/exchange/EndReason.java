package io.github.langfast2api.http.exchange;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.http.error.ApiError;

/**
 * How a request ended: the values of a label of the metrics, of the log and of traces, so they stay
 * few and keep their names.
 */
public enum EndReason {
  /** The answer was complete. */
  DONE,
  /** The request was invalid or asked for what is not supported (4xx). */
  REFUSED,
  /** The client disconnected before the answer was complete. */
  CLIENT_GONE,
  /** The client exceeded its key's rate limit, or the gateway that of the upstream (429). */
  RATE_LIMITED,
  /** The account at the upstream has used its quota up. */
  QUOTA_EXHAUSTED,
  /** The gateway had as many requests in progress as it may have. */
  OVERLOADED,
  /** The gateway was draining before it stopped. */
  DRAINED,
  /** The upstream failed, could not be reached, or sent what it should not. */
  UPSTREAM_ERROR,
  /** The upstream was not connected to in time. */
  TIMEOUT_CONNECT,
  /** A call to the upstream was not answered in time. */
  TIMEOUT_CALL,
  /** The answer did not begin in time. */
  TIMEOUT_FIRST_TOKEN,
  /** The answer paused for too long. */
  TIMEOUT_SILENCE,
  /** The answer took too long as a whole. */
  TIMEOUT_TOTAL,
  /** The store of responses could not be read or written. */
  STORE_UNAVAILABLE,
  /** The gateway has a bug. */
  BUG;

  static EndReason of(Throwable thrown, ApiError error) {
    return thrown instanceof ChatException e ? of(e.failure()) : of(error);
  }

  static EndReason of(ApiError error) {
    return switch (error.status()) {
      case 429 -> RATE_LIMITED;
      case 503 -> OVERLOADED;
      case 500 -> BUG;
      default -> REFUSED;
    };
  }

  private static EndReason of(ChatFailure failure) {
    return switch (failure) {
      case ChatFailure.UnknownModel f -> REFUSED;
      case ChatFailure.UnsupportedParameter f -> REFUSED;
      case ChatFailure.UnsupportedValue f -> REFUSED;
      case ChatFailure.ContextTooLong f -> REFUSED;
      case ChatFailure.RequestRejected f -> REFUSED;
      case ChatFailure.RequestTooLarge f -> REFUSED;
      case ChatFailure.RateLimited f -> RATE_LIMITED;
      case ChatFailure.QuotaExhausted f -> QUOTA_EXHAUSTED;
      case ChatFailure.Overloaded f -> OVERLOADED;
      case ChatFailure.Draining f -> DRAINED;
      case ChatFailure.Cancelled f -> DRAINED;
      case ChatFailure.TimedOut(var clock, var limit) ->
          switch (clock) {
            case CONNECT -> TIMEOUT_CONNECT;
            case CALL -> TIMEOUT_CALL;
            case FIRST_TOKEN -> TIMEOUT_FIRST_TOKEN;
            case SILENCE -> TIMEOUT_SILENCE;
            case TOTAL -> TIMEOUT_TOTAL;
          };
      case ChatFailure.Unreachable f -> UPSTREAM_ERROR;
      case ChatFailure.OutcomeUnknown f -> UPSTREAM_ERROR;
      case ChatFailure.Unavailable f -> UPSTREAM_ERROR;
      case ChatFailure.ProtocolBroken f -> UPSTREAM_ERROR;
      case ChatFailure.AccessRefused f -> UPSTREAM_ERROR;
      case ChatFailure.RunFailed f -> UPSTREAM_ERROR;
      case ChatFailure.InvalidAnswer f -> UPSTREAM_ERROR;
      case ChatFailure.AnswerRewritten f -> UPSTREAM_ERROR;
      case ChatFailure.StoreUnavailable f -> STORE_UNAVAILABLE;
    };
  }
}
