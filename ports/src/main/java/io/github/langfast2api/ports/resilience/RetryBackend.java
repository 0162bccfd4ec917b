package io.github.langfast2api.ports.resilience;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatFailure.Clock;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Retries of a backend that fails to open an answer for a transient reason, with exponential
 * backoff and jitter, within a {@link RetryBudget}. An answer that was opened is never asked for
 * again: it may have cost something. Blocks between attempts, which an interrupt ends.
 */
public final class RetryBackend implements ChatBackend {

  private static final int MAX_DOUBLINGS = 20;

  private final ChatBackend backend;
  private final RetryPolicy policy;
  private final RetryBudget budget;

  public RetryBackend(ChatBackend backend, RetryPolicy policy) {
    this.backend = backend;
    this.policy = policy;
    this.budget = new RetryBudget(policy.budget());
  }

  @Override
  public ChatStream open(ChatRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        ChatStream stream = backend.open(request);
        budget.deposit();
        return stream;
      } catch (ChatException e) {
        Optional<Duration> delay = delayBeforeRetry(e.failure(), attempt);
        if (delay.isEmpty() || !budget.tryWithdraw()) {
          throw e;
        }
        await(delay.get());
      }
    }
  }

  /** How long to wait before the next attempt; empty if there is to be none. */
  private Optional<Duration> delayBeforeRetry(ChatFailure failure, int attempt) {
    if (attempt >= policy.attempts()) {
      return Optional.empty();
    }
    return switch (failure) {
      case ChatFailure.Unreachable _ -> Optional.of(backoff(attempt));
      case ChatFailure.TimedOut(Clock clock, _) ->
          clock == Clock.CONNECT ? Optional.of(backoff(attempt)) : Optional.empty();
      case ChatFailure.Unavailable(_, Optional<Duration> retryAfter) ->
          Optional.of(retryAfter.orElseGet(() -> backoff(attempt)))
              .filter(delay -> delay.compareTo(policy.maxDelay()) <= 0);
      // The same request would fail again, or the gateway itself has refused it.
      case ChatFailure.UnknownModel _ -> Optional.empty();
      case ChatFailure.UnsupportedParameter _ -> Optional.empty();
      case ChatFailure.UnsupportedValue _ -> Optional.empty();
      case ChatFailure.ContextTooLong _ -> Optional.empty();
      case ChatFailure.RequestRejected _ -> Optional.empty();
      case ChatFailure.RequestTooLarge _ -> Optional.empty();
      case ChatFailure.ProtocolBroken _ -> Optional.empty();
      case ChatFailure.AccessRefused _ -> Optional.empty();
      case ChatFailure.Overloaded _ -> Optional.empty();
      case ChatFailure.Draining _ -> Optional.empty();
      case ChatFailure.Cancelled _ -> Optional.empty();
      // A retry would come too early, or cost as much as the request again.
      case ChatFailure.RateLimited _ -> Optional.empty();
      case ChatFailure.QuotaExhausted _ -> Optional.empty();
      case ChatFailure.OutcomeUnknown _ -> Optional.empty();
      case ChatFailure.RunFailed _ -> Optional.empty();
      case ChatFailure.InvalidAnswer _ -> Optional.empty();
      case ChatFailure.AnswerRewritten _ -> Optional.empty();
      case ChatFailure.StoreUnavailable _ -> Optional.empty();
    };
  }

  /** Exponential backoff with jitter, so that requests that failed together spread out. */
  private Duration backoff(int attempt) {
    long full = policy.firstDelay().toNanos() << Math.min(attempt - 1, MAX_DOUBLINGS);
    long bounded = Math.min(full, policy.maxDelay().toNanos());
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(bounded / 2, bounded + 1));
  }

  private static void await(Duration delay) {
    try {
      boolean unused = new CountDownLatch(1).await(delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    }
  }
}
