package io.github.langfast2api.http.error;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.Parameter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The one place that knows what each {@link ChatFailure} is to a client. */
public final class FailureErrors {

  private static final Duration SOON = Duration.ofSeconds(1);

  /** When a quota of a day, of which no more is known, may be worth another try. */
  private static final Duration LATER = Duration.ofHours(1);

  private static final int MAX_SECONDS_TOLD = 100;
  private static final int MAX_MINUTES_TOLD = 100;

  private FailureErrors() {}

  /**
   * What a client is told.
   *
   * @param form of the API that the client uses
   */
  public static ApiError of(ChatFailure failure, ErrorForm form) {
    return switch (failure) {
      case ChatFailure.UnknownModel f ->
          invalid(404, "model_not_found", f).withParam(form.name(Parameter.MODEL));
      case ChatFailure.UnsupportedParameter f -> unsupported(f, form.name(f.parameter()));
      case ChatFailure.UnsupportedValue f -> unsupported(f, form.name(f.parameter()));
      case ChatFailure.ContextTooLong f ->
          invalid(400, "context_length_exceeded", f).withParam(form.name(Parameter.MESSAGES));
      case ChatFailure.RateLimited f ->
          rateLimited("LangFast's limit", f.message(), f.retryAfter().orElse(SOON));
      case ChatFailure.QuotaExhausted f -> quota(f);
      case ChatFailure.Overloaded f -> retry(server(503, "overloaded", f), f.retryAfter());
      case ChatFailure.Unreachable f -> upstream(f);
      case ChatFailure.Unavailable f ->
          f.retryAfter().map(time -> retry(upstream(f), time)).orElseGet(() -> upstream(f));
      case ChatFailure.ProtocolBroken f -> upstream(f).hopeless();
      case ChatFailure.AccessRefused f -> upstream(f).hopeless();
      // It counted as one of few; whether it is worth another is for a person to say.
      case ChatFailure.RunFailed f -> upstream(f).hopeless();
      case ChatFailure.AnswerRewritten f -> upstream(f);
      case ChatFailure.TimedOut f -> timeout(f);
      // Who is still there to be told did not cancel: the gateway did, as it stops.
      case ChatFailure.Cancelled() -> of(new ChatFailure.Draining(), form);
      case ChatFailure.Draining f -> retry(server(503, "overloaded", f), SOON).closing();
    };
  }

  /**
   * Too many requests, whoever says so. What chat windows show to their users begins with what
   * these can do.
   *
   * @param limit which limit is reached
   * @param message what there is to know besides
   */
  public static ApiError rateLimited(String limit, String message, Duration retryAfter) {
    String told =
        "%s is reached; try again in %s. %s".formatted(limit, inWords(retryAfter), message);
    return retry(limit("requests", "rate_limit_exceeded", told), retryAfter);
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

  /** Three runs that take too long, as SDKs would have them, are worse than one. */
  private static ApiError timeout(ChatFailure.TimedOut failure) {
    ApiError error = server(504, "upstream_timeout", failure);
    return switch (failure.clock()) {
      case CONNECT, CALL -> error;
      case FIRST_TOKEN, SILENCE, TOTAL -> error.hopeless();
    };
  }

  private static ApiError quota(ChatFailure.QuotaExhausted failure) {
    String when = failure.retryAfter().map(time -> "in " + inWords(time)).orElse("later");
    String told =
        "LangFast's quota is used up; try again %s. %s".formatted(when, failure.message());
    return retry(
        limit("insufficient_quota", "insufficient_quota", told).hopeless(),
        failure.retryAfter().orElse(LATER));
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

  /** Rounded up as well. */
  private static String inWords(Duration time) {
    long seconds = Math.max(1, time.plusNanos(999_999_999).toSeconds());
    if (seconds <= MAX_SECONDS_TOLD) {
      return counted(seconds, "second");
    }
    long minutes = (seconds + 59) / 60;
    return minutes <= MAX_MINUTES_TOLD
        ? counted(minutes, "minute")
        : counted((minutes + 59) / 60, "hour");
  }

  private static String counted(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }

  /** Rounded up, since a client that comes too early is refused once more. */
  private static ApiError retry(ApiError error, Duration after) {
    long millis = Math.max(1, after.plusNanos(999_999).toMillis());
    return error
        .withHeader("retry-after", String.valueOf((millis + 999) / 1000))
        .withHeader("retry-after-ms", String.valueOf(millis));
  }
}
