package io.github.langfast2api.http.exchange;

import java.util.Set;

/**
 * The names of the headers with which the API tells clients more than HTTP does. Scripts of web
 * pages can read them only where CORS exposes them, so one that is added belongs into {@link
 * #EXPOSED} as well.
 */
public final class ResponseHeaders {

  public static final String REQUEST_ID = "x-request-id";
  public static final String DROPPED_PARAMETERS = "x-dropped-parameters";
  public static final String RETRY_AFTER = "retry-after";
  public static final String RETRY_AFTER_MS = "retry-after-ms";
  public static final String SHOULD_RETRY = "x-should-retry";
  public static final String RATE_LIMIT = "x-ratelimit-limit-requests";
  public static final String RATE_LIMIT_REMAINING = "x-ratelimit-remaining-requests";
  public static final String RATE_LIMIT_RESET = "x-ratelimit-reset-requests";
  public static final String ANTHROPIC_REQUEST_ID = "request-id";
  public static final String ANTHROPIC_RATE_LIMIT = "anthropic-ratelimit-requests-limit";
  public static final String ANTHROPIC_RATE_LIMIT_REMAINING =
      "anthropic-ratelimit-requests-remaining";
  public static final String ANTHROPIC_RATE_LIMIT_RESET = "anthropic-ratelimit-requests-reset";

  /** All of them. */
  public static final Set<String> EXPOSED =
      Set.of(
          REQUEST_ID,
          DROPPED_PARAMETERS,
          RETRY_AFTER,
          RETRY_AFTER_MS,
          SHOULD_RETRY,
          RATE_LIMIT,
          RATE_LIMIT_REMAINING,
          RATE_LIMIT_RESET,
          ANTHROPIC_REQUEST_ID,
          ANTHROPIC_RATE_LIMIT,
          ANTHROPIC_RATE_LIMIT_REMAINING,
          ANTHROPIC_RATE_LIMIT_RESET);

  private ResponseHeaders() {}
}
