package io.github.langfast2api.redis;

/**
 * The runs of one request that count against a client's concurrency. The server forgets them after
 * {@link #LEASE_MILLIS} unless they are renewed, so that those of an instance that died do not
 * count for ever.
 *
 * @param key of the client's runs
 * @param request of which they are; of no other, in any instance
 */
record RunsInProgress(String key, String request, int runs) {

  static final int LEASE_MILLIS = 15_000;

  RunsInProgress and(int more) {
    return new RunsInProgress(key, request, runs + more);
  }
}
