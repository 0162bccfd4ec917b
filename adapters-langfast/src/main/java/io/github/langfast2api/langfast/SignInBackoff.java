package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Exponential backoff between attempts to sign in: until the next attempt is due, the last failure
 * is told again at once. LangFast's Retry-After makes the delay longer and never shorter. Safe for
 * any thread.
 */
final class SignInBackoff {

  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration MAX_DELAY = Duration.ofMinutes(1);

  /** Time does not mend a refusal, and guests would make one new account after another. */
  private static final Duration MAX_DELAY_IF_REFUSED = Duration.ofMinutes(10);

  private static final int MAX_DOUBLINGS = 10;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ChatException failure;
  private Instant nextAttempt = Instant.MIN;
  private int failures;

  SignInBackoff(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Permits an attempt that is due.
   *
   * @throws ChatException the failure of the last attempt, with the delay that is left
   */
  void requireDue() {
    lock.lock();
    try {
      Duration left = Duration.between(clock.instant(), nextAttempt);
      if (failure != null && left.isPositive()) {
        throw new ChatException(withRetryAfter(failure.failure(), left), failure);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Records an attempt that failed, or whose session was refused. */
  void onFailure(ChatException e) {
    lock.lock();
    try {
      failure = e;
      nextAttempt = clock.instant().plus(delay(e.failure()));
      failures++;
    } finally {
      lock.unlock();
    }
  }

  /** Records an attempt whose session has served, which ends the backoff. */
  void onSuccess() {
    lock.lock();
    try {
      failure = null;
      failures = 0;
      nextAttempt = Instant.MIN;
    } finally {
      lock.unlock();
    }
  }

  private Duration delay(ChatFailure reason) {
    return switch (reason) {
      case ChatFailure.RateLimited limited -> longer(backoff(MAX_DELAY), limited.retryAfter());
      case ChatFailure.QuotaExhausted used -> longer(backoff(MAX_DELAY), used.retryAfter());
      case ChatFailure.Unavailable down -> longer(backoff(MAX_DELAY), down.retryAfter());
      case ChatFailure.AccessRefused _ -> backoff(MAX_DELAY_IF_REFUSED);
      case ChatFailure.Unreachable _,
          ChatFailure.OutcomeUnknown _,
          ChatFailure.TimedOut _,
          ChatFailure.ProtocolBroken _,
          ChatFailure.RunFailed _,
          ChatFailure.Cancelled _ ->
          backoff(MAX_DELAY);
      // No failures of signing in.
      case ChatFailure.UnknownModel _,
          ChatFailure.UnsupportedParameter _,
          ChatFailure.UnsupportedValue _,
          ChatFailure.ContextTooLong _,
          ChatFailure.RequestRejected _,
          ChatFailure.RequestTooLarge _,
          ChatFailure.Overloaded _,
          ChatFailure.Draining _,
          ChatFailure.InvalidAnswer _,
          ChatFailure.AnswerRewritten _,
          ChatFailure.StoreUnavailable _ ->
          backoff(MAX_DELAY);
    };
  }

  private Duration backoff(Duration max) {
    Duration full = FIRST_DELAY.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    return full.compareTo(max) < 0 ? full : max;
  }

  private static Duration longer(Duration backoff, Optional<Duration> retryAfter) {
    return retryAfter.filter(asked -> asked.compareTo(backoff) > 0).orElse(backoff);
  }

  private static ChatFailure withRetryAfter(ChatFailure failure, Duration left) {
    return switch (failure) {
      case ChatFailure.RateLimited(String message, _) ->
          new ChatFailure.RateLimited(message, Optional.of(left));
      case ChatFailure.QuotaExhausted(String message, _) ->
          new ChatFailure.QuotaExhausted(message, Optional.of(left));
      case ChatFailure.Unavailable(String message, _) ->
          new ChatFailure.Unavailable(message, Optional.of(left));
      case ChatFailure.AccessRefused _,
          ChatFailure.Unreachable _,
          ChatFailure.OutcomeUnknown _,
          ChatFailure.TimedOut _,
          ChatFailure.ProtocolBroken _,
          ChatFailure.RunFailed _,
          ChatFailure.Cancelled _,
          ChatFailure.UnknownModel _,
          ChatFailure.UnsupportedParameter _,
          ChatFailure.UnsupportedValue _,
          ChatFailure.ContextTooLong _,
          ChatFailure.RequestRejected _,
          ChatFailure.RequestTooLarge _,
          ChatFailure.Overloaded _,
          ChatFailure.Draining _,
          ChatFailure.InvalidAnswer _,
          ChatFailure.AnswerRewritten _,
          ChatFailure.StoreUnavailable _ ->
          failure;
    };
  }
}
