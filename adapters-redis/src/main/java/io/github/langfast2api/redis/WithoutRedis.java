package io.github.langfast2api.redis;

/** What becomes of rate limits while Redis cannot be used. */
public enum WithoutRedis {
  /** Each instance counts for itself, and has counted along before. */
  LOCAL,
  /** Everyone is admitted. */
  OPEN,
  /** Nobody with limits is admitted: they are told to come back. */
  CLOSED
}
