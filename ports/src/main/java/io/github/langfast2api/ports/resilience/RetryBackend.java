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
 * A backend that is asked again when it does not take a request on for a reason that can mend. What
 * was taken on is not asked for again: it may have cost something.
 */
public final class RetryBackend implements ChatBackend {

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
        budget.earn();
        return stream;
      } catch (ChatException e) {
        Optional<Duration> wait = waitAfter(e.failure(), attempt);
        if (wait.isEmpty() || !budget.spend()) {
          throw e;
        }
        pause(wait.get());
      }
    }
  }

  /** How long to wait before the next attempt; empty if there is to be none. */
  private Optional<Duration> waitAfter(ChatFailure failure, int attempt) {
    if (attempt >= policy.attempts()) {
      return Optional.empty();
    }
    return switch (failure) {
      case ChatFailure.Unreachable lost -> Optional.of(ownWait(attempt));
      case ChatFailure.TimedOut late when late.clock() == Clock.CONNECT ->
          Optional.of(ownWait(attempt));
      case ChatFailure.Unavailable(var message, var asked) ->
          Optional.of(asked.orElseGet(() -> ownWait(attempt)))
              .filter(wait -> wait.compareTo(policy.longestWait()) <= 0);
      default -> Optional.empty();
    };
  }

  /** Twice as long each time, with chance in it, so that those who failed together spread out. */
  private Duration ownWait(int attempt) {
    long full = policy.firstWait().toNanos() << Math.min(attempt - 1, 20);
    long bounded = Math.min(full, policy.longestWait().toNanos());
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(bounded / 2, bounded + 1));
  }

  private static void pause(Duration time) {
    try {
      boolean unused = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    }
  }
}
