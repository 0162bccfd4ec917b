package io.github.langfast2api.redis;

/** What is done with a connection, on the thread that has it. */
interface RedisCommand<T> {

  /**
   * Asks the server.
   *
   * @throws RuntimeException of Jedis
   */
  T on(RedisConnection connection);
}
