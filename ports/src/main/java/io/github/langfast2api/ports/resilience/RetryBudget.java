package io.github.langfast2api.ports.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many retries there may still be, over all requests: when everything fails, retries would only
 * add to the load of an upstream that is down.
 */
final class RetryBudget {

  private static final int EARNED = 1;
  private static final int PRICE = 10;

  private final int full;
  private final AtomicInteger balance;

  RetryBudget(int retries) {
    this.full = Math.multiplyExact(retries, PRICE);
    this.balance = new AtomicInteger(full);
  }

  /** A request succeeded. */
  void earn() {
    balance.updateAndGet(before -> Math.min(full, before + EARNED));
  }

  /** Whether there is one more retry. */
  boolean spend() {
    int before = balance.getAndUpdate(now -> now >= PRICE ? now - PRICE : now);
    return before >= PRICE;
  }
}
