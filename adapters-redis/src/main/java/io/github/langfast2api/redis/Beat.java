package io.github.langfast2api.redis;

/** What the heartbeat does each time, when it has found that Redis can be used. */
interface Beat {

  /**
   * Asks the server, by calls that are made in an outage, too.
   *
   * @throws RedisCallException if it cannot be asked
   */
  void beat(RedisCalls calls) throws RedisCallException;
}
