package io.github.langfast2api.redis;

/**
 * Figures of the calls to Redis since the start, for whoever watches them.
 *
 * @param calls that were asked for, those of the heartbeat left out
 * @param timeouts calls, or beats of the heartbeat, that were not answered in time
 * @param connectionFailures those for which no connection could be made, or whose was lost
 * @param errorReplies those that the server answered with an error
 * @param notTried calls that failed at once, since Redis was known to be away or too many waited
 * @param connections that were made
 * @param available whether Redis can be used now
 */
public record RedisFigures(
    long calls,
    long timeouts,
    long connectionFailures,
    long errorReplies,
    long notTried,
    long connections,
    boolean available) {

  /** Calls that failed, whatever the cause. */
  public long failures() {
    return timeouts + connectionFailures + errorReplies + notTried;
  }
}
