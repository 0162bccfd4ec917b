package io.github.langfast2api.redis;

/**
 * The bounds of a call.
 *
 * @param extraReadMillis how much longer than usual a read may take
 * @param waitMillis how long the caller waits, in the queue and all
 */
record CallBounds(int extraReadMillis, int waitMillis) {

  /** Of what requests wait for. */
  static final CallBounds SHORT = new CallBounds(0, 1000);

  private static final int SMALL_BYTES = 64 << 10;
  private static final int MIN_BYTES_PER_MILLI = 10_000;
  private static final int LONG_WAIT_MILLIS = 10_000;

  /** Of what sends so many bytes, and may get some millions back. */
  static CallBounds forBytes(long bytes) {
    int extra = (int) Math.min(bytes / MIN_BYTES_PER_MILLI, 60_000);
    return new CallBounds(bytes < SMALL_BYTES ? 0 : extra, LONG_WAIT_MILLIS + extra);
  }
}
