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
 * Keeps from signing in again and again when that does not help: whoever comes before the time is
 * told the same failure at once. A guest who was told when to come back comes back then. Safe for
 * any thread.
 */
final class SignInBackoff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Time does not mend a refusal; a guest who insists would make one new account after another. */
  private static final Duration LONGEST_IF_REFUSED = Duration.ofMinutes(10);

  private static final int MAX_DOUBLINGS = 10;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ChatException failure;
  private Instant opens = Instant.MIN;
  private int failures;

  SignInBackoff(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Lets pass whoever comes in time.
   *
   * @throws ChatException the failure of the last attempt, with the time that is left
   */
  void pass() {
    lock.lock();
    try {
      Duration left = Duration.between(clock.instant(), opens);
      if (failure != null && left.isPositive()) {
        throw new ChatException(withTime(failure.failure(), left), failure);
      }
    } finally {
      lock.unlock();
    }
  }

  /** An attempt failed, or came to nothing. */
  void failed(ChatException e) {
    lock.lock();
    try {
      failure = e;
      opens = clock.instant().plus(longer(ownWait(e.failure()), asked(e.failure())));
      failures++;
    } finally {
      lock.unlock();
    }
  }

  /** What the last attempt got has served. */
  void succeeded() {
    lock.lock();
    try {
      failure = null;
      failures = 0;
      opens = Instant.MIN;
    } finally {
      lock.unlock();
    }
  }

  private Duration ownWait(ChatFailure reason) {
    Duration wait = FIRST.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    Duration longest = reason instanceof ChatFailure.AccessRefused ? LONGEST_IF_REFUSED : LONGEST;
    return wait.compareTo(longest) < 0 ? wait : longest;
  }

  /** Whoever is asked to come back at once, again and again, still lets time pass. */
  private static Duration longer(Duration own, Optional<Duration> asked) {
    return asked.filter(time -> time.compareTo(own) > 0).orElse(own);
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
