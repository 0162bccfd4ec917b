package io.github.langfast2api.http.exchange;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.http.error.ApiError;

/** How a request ended, in few enough words to count by. */
public enum EndReason {
  /** With a whole answer. */
  DONE,
  /** It was the client's mistake. */
  REFUSED,
  /** The client left before it had its answer. */
  CLIENT_GONE,
  RATE_LIMITED,
  QUOTA_EXHAUSTED,
  /** There was no room. */
  OVERLOADED,
  /** The gateway was about to stop. */
  DRAINED,
  UPSTREAM_ERROR,
  TIMEOUT_CONNECT,
  TIMEOUT_CALL,
  TIMEOUT_FIRST_TOKEN,
  TIMEOUT_SILENCE,
  TIMEOUT_TOTAL,
  /** Something is wrong with the gateway itself. */
  BUG;

  static EndReason of(ApiError error) {
    return switch (error.status()) {
      case 429 -> RATE_LIMITED;
      case 503 -> OVERLOADED;
      case 500 -> BUG;
      default -> REFUSED;
    };
  }

  static EndReason of(ChatFailure failure) {
    return switch (failure) {
      case ChatFailure.UnknownModel f -> REFUSED;
      case ChatFailure.UnsupportedParameter f -> REFUSED;
      case ChatFailure.UnsupportedValue f -> REFUSED;
      case ChatFailure.ContextTooLong f -> REFUSED;
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
      case ChatFailure.Unavailable f -> UPSTREAM_ERROR;
      case ChatFailure.ProtocolBroken f -> UPSTREAM_ERROR;
      case ChatFailure.AccessRefused f -> UPSTREAM_ERROR;
      case ChatFailure.RunFailed f -> UPSTREAM_ERROR;
      case ChatFailure.InvalidAnswer f -> UPSTREAM_ERROR;
      case ChatFailure.AnswerRewritten f -> UPSTREAM_ERROR;
    };
  }
}
