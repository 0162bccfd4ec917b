package io.github.langfast2api.redis;

import java.util.function.Supplier;

/** Makes the threads that call Redis, all of which see the same outages. */
record RedisThreads(Supplier<RedisConnection> connections, RedisOutage outage, RedisTally tally) {

  /** Threads for calls that requests wait for. */
  RedisCalls calls(String name, int size, int readMillis) {
    return new RedisCalls(name, size, readMillis, false, this);
  }

  /** A thread for calls that are made in an outage, too, and tell nothing of it. */
  RedisCalls probes(String name, int readMillis) {
    return new RedisCalls(name, 1, readMillis, true, this);
  }
}
