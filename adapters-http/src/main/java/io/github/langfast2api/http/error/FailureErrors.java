package io.github.langfast2api.http.error;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.Parameter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The mapping from every {@link ChatFailure} to its {@link ApiError}. */
public final class FailureErrors {

  private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(1);

  private FailureErrors() {}

  /**
   * The error for a failure.
   *
   * @param form of the dialect that the client uses, for the names of parameters
   */
  public static ApiError of(ChatFailure failure, ErrorForm form) {
    return switch (failure) {
      case ChatFailure.UnknownModel f ->
          invalid(404, "model_not_found", f).withParam(form.name(Parameter.MODEL));
      case ChatFailure.UnsupportedParameter f -> unsupported(f, form.name(f.parameter()));
      case ChatFailure.UnsupportedValue f -> unsupported(f, form.name(f.parameter()));
      case ChatFailure.ContextTooLong f ->
          invalid(400, "context_length_exceeded", f).withParam(form.name(Parameter.MESSAGES));
      case ChatFailure.RequestRejected f -> ApiError.invalid(400, f.message());
      case ChatFailure.RequestTooLarge f -> ApiError.invalid(413, f.message());
      case ChatFailure.RateLimited f ->
          rateLimited(f.message(), f.retryAfter().orElse(DEFAULT_RETRY_AFTER));
      case ChatFailure.QuotaExhausted f -> quota(f);
      case ChatFailure.Overloaded f -> withRetryAfter(server(503, "overloaded", f), f.retryAfter());
      case ChatFailure.Unreachable f -> upstream(f);
      case ChatFailure.Unavailable f ->
          f.retryAfter()
              .map(time -> withRetryAfter(upstream(f), time))
              .orElseGet(() -> upstream(f));
      case ChatFailure.ProtocolBroken f -> upstream(f).notRetryable();
      case ChatFailure.AccessRefused f -> upstream(f).notRetryable();
      // A run counts against the quota: whether to spend another one is for a person to decide.
      case ChatFailure.RunFailed f -> upstream(f).notRetryable();
      case ChatFailure.OutcomeUnknown f -> upstream(f).notRetryable();
      case ChatFailure.InvalidAnswer f -> upstream(f).notRetryable();
      case ChatFailure.AnswerRewritten f -> upstream(f);
      case ChatFailure.TimedOut f -> timeout(f);
      // A client that waits for an answer did not cancel: the gateway did, since it is stopping.
      case ChatFailure.Cancelled() -> of(new ChatFailure.Draining(), form);
      case ChatFailure.Draining f ->
          withRetryAfter(server(503, "overloaded", f), DEFAULT_RETRY_AFTER).closingConnection();
    };
  }

  /** The error of a rate limit, whether the upstream's or that of the client's key. */
  public static ApiError rateLimited(String message, Duration retryAfter) {
    return withRetryAfter(limit("requests", "rate_limit_exceeded", message), retryAfter);
  }

  private static ApiError unsupported(ChatFailure.UnsupportedParameter failure, String name) {
    return ApiError.invalid(
            400, "`%s` does not support the parameter `%s`.".formatted(failure.model(), name))
        .withCode("unsupported_parameter")
        .withParam(name);
  }

  private static ApiError unsupported(ChatFailure.UnsupportedValue failure, String name) {
    String what = failure.value().map(value -> name + " `" + value + "`").orElse("`" + name + "`");
    String message = "`%s` does not support %s.".formatted(failure.model(), what);
    if (!failure.supported().isEmpty()) {
      message += " It supports: " + String.join(", ", failure.supported()) + ".";
    }
    return ApiError.invalid(400, message).withCode("unsupported_value").withParam(name);
  }

  /**
   * A run that may have begun and timed out is not retryable: SDKs would start two more that take
   * as long.
   */
  private static ApiError timeout(ChatFailure.TimedOut failure) {
    ApiError error = server(504, "upstream_timeout", failure);
    return switch (failure.clock()) {
      case CONNECT -> error;
      case CALL, FIRST_TOKEN, SILENCE, TOTAL -> error.notRetryable();
    };
  }

  private static ApiError quota(ChatFailure.QuotaExhausted failure) {
    ApiError error =
        limit("insufficient_quota", "insufficient_quota", failure.message()).notRetryable();
    return failure.retryAfter().map(time -> withRetryAfter(error, time)).orElse(error);
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

  /** Rounds up, since a client that retries too early is refused once more. */
  private static ApiError withRetryAfter(ApiError error, Duration retryAfter) {
    long millis = Math.max(1, retryAfter.plusNanos(999_999).toMillis());
    return error
        .withHeader("retry-after", String.valueOf((millis + 999) / 1000))
        .withHeader("retry-after-ms", String.valueOf(millis));
  }
}
