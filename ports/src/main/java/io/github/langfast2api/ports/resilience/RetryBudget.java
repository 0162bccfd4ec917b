package io.github.langfast2api.ports.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A retry budget over all requests, as a token bucket that successful requests fill: when
 * everything fails, retries would only add to the load of an upstream that is down. Safe for any
 * thread.
 */
final class RetryBudget {

  private static final int TOKENS_PER_SUCCESS = 1;
  private static final int TOKENS_PER_RETRY = 10;

  private final int capacity;
  private final AtomicInteger tokens;

  /**
   * @param retries the capacity, with which the bucket begins
   */
  RetryBudget(int retries) {
    this.capacity = Math.multiplyExact(retries, TOKENS_PER_RETRY);
    this.tokens = new AtomicInteger(capacity);
  }

  /** Deposits the tokens of a successful request. */
  void deposit() {
    tokens.updateAndGet(before -> Math.min(capacity, before + TOKENS_PER_SUCCESS));
  }

  /** Withdraws the tokens of a retry, if there are enough; returns whether there were. */
  boolean tryWithdraw() {
    int before = tokens.getAndUpdate(now -> now >= TOKENS_PER_RETRY ? now - TOKENS_PER_RETRY : now);
    return before >= TOKENS_PER_RETRY;
  }
}
