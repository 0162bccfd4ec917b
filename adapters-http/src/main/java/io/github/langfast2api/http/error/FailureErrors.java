package io.github.langfast2api.http.error;

import io.github.langfast2api.domain.ChatFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The one place that knows what each {@link ChatFailure} is to a client of OpenAI's API. */
public final class FailureErrors {

  private static final Duration SOON = Duration.ofSeconds(1);

  private FailureErrors() {}

  public static ApiError of(ChatFailure failure) {
    return switch (failure) {
      case ChatFailure.UnknownModel f -> invalid(404, "model_not_found", f).withParam("model");
      case ChatFailure.UnsupportedParameter f ->
          invalid(400, "unsupported_parameter", f).withParam(f.parameter());
      case ChatFailure.UnsupportedValue f ->
          invalid(400, "unsupported_value", f).withParam(f.parameter());
      case ChatFailure.ContextTooLong f ->
          invalid(400, "context_length_exceeded", f).withParam("messages");
      case ChatFailure.RateLimited f -> rateLimited(f.message(), f.retryAfter().orElse(SOON));
      case ChatFailure.QuotaExhausted f -> quota(f);
      case ChatFailure.Overloaded f -> retry(server(503, "overloaded", f), f.retryAfter());
      case ChatFailure.Unreachable f -> upstream(f);
      case ChatFailure.Unavailable f ->
          f.retryAfter().map(time -> retry(upstream(f), time)).orElseGet(() -> upstream(f));
      case ChatFailure.ProtocolBroken f -> upstream(f).hopeless();
      case ChatFailure.AccessRefused f -> upstream(f).hopeless();
      // It counted as one of few; whether it is worth another is for a person to say.
      case ChatFailure.RunFailed f -> upstream(f).hopeless();
      case ChatFailure.InvalidAnswer f -> upstream(f).hopeless();
      case ChatFailure.AnswerRewritten f -> upstream(f);
      case ChatFailure.TimedOut f -> timeout(f);
      // Who is still there to be told did not cancel: the gateway did, as it stops.
      case ChatFailure.Cancelled() -> of(new ChatFailure.Draining());
      case ChatFailure.Draining f -> retry(server(503, "overloaded", f), SOON).closing();
    };
  }

  /** Too many requests, whoever says so. */
  public static ApiError rateLimited(String message, Duration retryAfter) {
    return retry(limit("requests", "rate_limit_exceeded", message), retryAfter);
  }

  /** Three runs that take too long, as SDKs would have them, are worse than one. */
  private static ApiError timeout(ChatFailure.TimedOut failure) {
    ApiError error = server(504, "upstream_timeout", failure);
    return switch (failure.clock()) {
      case CONNECT, CALL -> error;
      case FIRST_TOKEN, SILENCE, TOTAL -> error.hopeless();
    };
  }

  private static ApiError quota(ChatFailure.QuotaExhausted failure) {
    ApiError error =
        limit("insufficient_quota", "insufficient_quota", failure.message()).hopeless();
    return failure.retryAfter().map(time -> retry(error, time)).orElse(error);
  }

  private static ApiError upstream(ChatFailure failure) {
    return server(502, "upstream_error", failure);
  }

  private static ApiError invalid(int status, String code, ChatFailure failure) {
    return ApiError.invalid(status, failure.message()).withCode(code);
  }

  private static ApiError server(int status, String code, ChatFailure failure) {
    return ApiError.server(status, Optional.of(code), failure.message());
  }

  private static ApiError limit(String type, String code, String message) {
    return new ApiError(429, type, Optional.of(code), Optional.empty(), message, Map.of());
  }

  /** Rounded up, since a client that comes too early is refused once more. */
  private static ApiError retry(ApiError error, Duration after) {
    long millis = Math.max(1, after.plusNanos(999_999).toMillis());
    return error
        .withHeader("retry-after", String.valueOf((millis + 999) / 1000))
        .withHeader("retry-after-ms", String.valueOf(millis));
  }
}
