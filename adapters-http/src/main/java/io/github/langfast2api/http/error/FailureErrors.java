package io.github.langfast2api.http.error;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.Parameter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The mapping from every {@link ChatFailure} to its {@link ApiError}. */
public final class FailureErrors {

  private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(1);

  /** When to retry after a quota, which is mostly of a day, where the upstream does not say. */
  private static final Duration QUOTA_RETRY_AFTER = Duration.ofHours(1);

  private static final int MAX_SECONDS_IN_WORDS = 100;
  private static final int MAX_MINUTES_IN_WORDS = 100;

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
          rateLimited("LangFast's limit", f.message(), f.retryAfter().orElse(DEFAULT_RETRY_AFTER));
      case ChatFailure.QuotaExhausted f -> quota(f);
      case ChatFailure.Overloaded f -> withRetryAfter(server(503, "overloaded", f), f.retryAfter());
      case ChatFailure.Unreachable f -> upstream(f);
      case ChatFailure.Unavailable f ->
          withRetryAfter(upstream(f), f.retryAfter().orElse(DEFAULT_RETRY_AFTER));
      case ChatFailure.ProtocolBroken f -> upstream(f).notRetryable();
      case ChatFailure.AccessRefused f -> upstream(f).notRetryable();
      // A run counts against the quota: whether to spend another one is for a person to decide.
      case ChatFailure.RunFailed f -> upstream(f).notRetryable();
      case ChatFailure.OutcomeUnknown f -> upstream(f).notRetryable();
      case ChatFailure.InvalidAnswer f -> upstream(f).notRetryable();
      case ChatFailure.AnswerRewritten f -> upstream(f);
      case ChatFailure.StoreUnavailable f ->
          withRetryAfter(server(503, "store_unavailable", f), f.retryAfter());
      case ChatFailure.TimedOut f -> timeout(f);
      // A client that waits for an answer did not cancel: the gateway did, since it is stopping.
      case ChatFailure.Cancelled() -> of(new ChatFailure.Draining(), form);
      case ChatFailure.Draining f ->
          withRetryAfter(server(503, "overloaded", f), DEFAULT_RETRY_AFTER).closingConnection();
    };
  }

  /**
   * The error of a rate limit, whether the upstream's or that of the client's key. Its message
   * begins with what the user of a chat window can do.
   *
   * @param limit the limit that is reached, as the subject of a sentence
   * @param message the details, which follow
   */
  public static ApiError rateLimited(String limit, String message, Duration retryAfter) {
    String text =
        "%s is reached; try again in %s. %s".formatted(limit, inWords(retryAfter), message);
    return withRetryAfter(limit("requests", "rate_limit_exceeded", text), retryAfter);
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
    String when = failure.retryAfter().map(time -> "in " + inWords(time)).orElse("later");
    String text =
        "LangFast's quota is used up; try again %s. %s".formatted(when, failure.message());
    return withRetryAfter(
        limit("insufficient_quota", "insufficient_quota", text).notRetryable(),
        failure.retryAfter().orElse(QUOTA_RETRY_AFTER));
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

  /** A time as text, rounded up as {@code retry-after} is. */
  private static String inWords(Duration time) {
    long seconds = Math.max(1, time.plusNanos(999_999_999).toSeconds());
    if (seconds <= MAX_SECONDS_IN_WORDS) {
      return counted(seconds, "second");
    }
    long minutes = (seconds + 59) / 60;
    return minutes <= MAX_MINUTES_IN_WORDS
        ? counted(minutes, "minute")
        : counted((minutes + 59) / 60, "hour");
  }

  private static String counted(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }

  /** Rounds up, since a client that retries too early is refused once more. */
  private static ApiError withRetryAfter(ApiError error, Duration retryAfter) {
    long millis = Math.max(1, retryAfter.plusNanos(999_999).toMillis());
    return error
        .withHeader("retry-after", String.valueOf((millis + 999) / 1000))
        .withHeader("retry-after-ms", String.valueOf(millis));
  }
}
