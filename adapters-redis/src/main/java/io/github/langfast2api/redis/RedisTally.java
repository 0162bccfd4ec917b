package io.github.langfast2api.redis;

import java.util.concurrent.atomic.LongAdder;

/** Counts calls and how they failed. Safe for any thread. */
final class RedisTally {

  private final LongAdder calls = new LongAdder();
  private final LongAdder timeouts = new LongAdder();
  private final LongAdder connectionFailures = new LongAdder();
  private final LongAdder errorReplies = new LongAdder();
  private final LongAdder notTried = new LongAdder();
  private final LongAdder connections = new LongAdder();

  void called() {
    calls.increment();
  }

  void connected() {
    connections.increment();
  }

  void failed(RedisCallException failure) {
    switch (failure.kind()) {
      case TIMEOUT -> timeouts.increment();
      case CONNECTION -> connectionFailures.increment();
      case SERVER_ERROR, CALL_ERROR -> errorReplies.increment();
      case NOT_TRIED -> notTried.increment();
    }
  }

  RedisFigures figures(boolean available) {
    return new RedisFigures(
        calls.sum(),
        timeouts.sum(),
        connectionFailures.sum(),
        errorReplies.sum(),
        notTried.sum(),
        connections.sum(),
        available);
  }
}
