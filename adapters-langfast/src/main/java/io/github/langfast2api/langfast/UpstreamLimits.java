package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Classifies errors that name a limit: of the context, a quota or a rate. The code decides; without
 * a known code, phrases of the message do, and not single words, since an error may quote what the
 * client wrote.
 */
final class UpstreamLimits {

  private static final Set<String> CONTEXT_CODES =
      Set.of("context_length_exceeded", "string_above_max_length");
  private static final Set<String> QUOTA_CODES =
      Set.of("insufficient_quota", "quota_exceeded", "billing_hard_limit_reached");
  private static final Set<String> RATE_CODES =
      Set.of(
          "rate_limit_exceeded",
          "rate_limit_error",
          "over_request_rate_limit",
          "too_many_requests");

  private static final Pattern CONTEXT =
      Pattern.compile(
          "maximum context|context.?(length|window) (is |was |has been )?exceed"
              + "|exceed\\w* (\\w+ ){0,4}context.?(length|window)"
              + "|too many (input |prompt )?tokens|prompt is too long");
  private static final Pattern QUOTA =
      Pattern.compile(
          "insufficient quota|quota (is |was |has been )?(exceeded|exhausted|reached|used up)"
              + "|(exceed|reach|exhaust|us)ed (\\w+ ){0,4}quota"
              + "|daily (\\w+ )?(limit|quota)|(requests|runs|messages) (per|a) day"
              + "|out of credits|upgrade your plan|plan and billing");
  private static final Pattern RATE =
      Pattern.compile("rate.?limit(ed\\b|s? (reached|exceeded|hit)| error)|too many requests");

  /** Words that tell a quota from a rate where the status says that a limit is reached. */
  private static final Pattern QUOTA_WORD =
      Pattern.compile("quota|daily|day\\b|credits|billing|plan\\b");

  private UpstreamLimits() {}

  /** The limit that an error names, by its code or message; empty if it names none. */
  static Optional<ChatFailure> of(UpstreamError error, Optional<Duration> retryAfter) {
    return ofRequest(error, retryAfter)
        .or(() -> when(QUOTA, error, new ChatFailure.QuotaExhausted(error.message(), retryAfter)))
        .or(() -> when(RATE, error, new ChatFailure.RateLimited(error.message(), retryAfter)));
  }

  /** The same for a request that is invalid, whose message may quote it: mostly none. */
  static Optional<ChatFailure> ofRequest(UpstreamError error, Optional<Duration> retryAfter) {
    String message = error.message();
    if (CONTEXT_CODES.contains(error.code())) {
      return Optional.of(new ChatFailure.ContextTooLong(message));
    }
    if (QUOTA_CODES.contains(error.code())) {
      return Optional.of(new ChatFailure.QuotaExhausted(message, retryAfter));
    }
    if (RATE_CODES.contains(error.code())) {
      return Optional.of(new ChatFailure.RateLimited(message, retryAfter));
    }
    return when(CONTEXT, error, new ChatFailure.ContextTooLong(message));
  }

  /** Whether a limit that is reached is a quota, and no rate limit that passes soon. */
  static boolean isQuota(UpstreamError error) {
    return QUOTA_CODES.contains(error.code())
        || (!RATE_CODES.contains(error.code()) && QUOTA_WORD.matcher(lower(error)).find());
  }

  private static Optional<ChatFailure> when(
      Pattern pattern, UpstreamError error, ChatFailure failure) {
    return pattern.matcher(lower(error)).find() ? Optional.of(failure) : Optional.empty();
  }

  private static String lower(UpstreamError error) {
    return error.text().toLowerCase(Locale.ROOT);
  }
}
