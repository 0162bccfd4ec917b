package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps from signing in again and again when that fails: whoever comes before the time is told the
 * same failure at once. A guest who was told when to come back comes back then.
 */
final class RenewalGate {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MAX_DOUBLINGS = 6;

  private final InstantSource clock;
  private @Nullable ChatException failure;
  private Instant opens = Instant.MIN;
  private int failures;

  RenewalGate(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Lets pass whoever comes in time.
   *
   * @throws ChatException the failure of the last attempt, with the time that is left
   */
  void pass() {
    Duration left = Duration.between(clock.instant(), opens);
    if (failure != null && left.isPositive()) {
      throw new ChatException(withTime(failure.failure(), left), failure);
    }
  }

  /** An attempt failed. */
  void failed(ChatException e) {
    failure = e;
    Duration wait = FIRST.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    failures++;
    Duration bounded = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    opens = clock.instant().plus(asked(e.failure()).orElse(bounded));
  }

  /** An attempt succeeded. */
  void succeeded() {
    failure = null;
    failures = 0;
    opens = Instant.MIN;
  }

  private static Optional<Duration> asked(ChatFailure failure) {
    return switch (failure) {
      case ChatFailure.RateLimited limited -> limited.retryAfter();
      case ChatFailure.QuotaExhausted used -> used.retryAfter();
      case ChatFailure.Unavailable down -> down.retryAfter();
      default -> Optional.empty();
    };
  }

  private static ChatFailure withTime(ChatFailure failure, Duration left) {
    return switch (failure) {
      case ChatFailure.RateLimited(var message, var asked) ->
          new ChatFailure.RateLimited(message, Optional.of(left));
      case ChatFailure.QuotaExhausted(var message, var asked) ->
          new ChatFailure.QuotaExhausted(message, Optional.of(left));
      case ChatFailure.Unavailable(var message, var asked) ->
          new ChatFailure.Unavailable(message, Optional.of(left));
      default -> failure;
    };
  }
}
