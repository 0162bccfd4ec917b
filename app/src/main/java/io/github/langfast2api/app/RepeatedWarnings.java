package io.github.langfast2api.app;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * A rate limit on equal warnings: of those with the same logger and message pattern, five a second
 * are logged. The next one after that tells how many were left out. Safe for any thread.
 */
final class RepeatedWarnings implements Filter {

  private static final int MAX_A_SECOND = 5;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Where messages are no patterns there may be any number of them. */
  private static final int MAX_PATTERNS = 256;

  /** Stands for all further patterns. */
  private static final String REST = "";

  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Second> seconds = new HashMap<>();

  /** The warnings with one pattern since this second began. */
  private static final class Second {
    private long begin;
    private int logged;
    private int suppressed;

    Second(long begin) {
      this.begin = begin;
    }
  }

  /**
   * @param nanoTime the time, as {@link System#nanoTime} gives it
   */
  RepeatedWarnings(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public boolean isLoggable(LogRecord entry) {
    if (entry.getLevel().intValue() < Level.WARNING.intValue()) {
      return true;
    }
    int suppressed = suppressedBefore(entry);
    if (suppressed > 0) {
      entry.setMessage(
          entry.getMessage() + " (%d more like this were not logged)".formatted(suppressed));
    }
    return suppressed >= 0;
  }

  /** The number of equal warnings that were left out before this one; negative if it is as well. */
  private int suppressedBefore(LogRecord entry) {
    long now = nanoTime.getAsLong();
    lock.lock();
    try {
      if (seconds.size() > MAX_PATTERNS) {
        seconds.values().removeIf(second -> now - second.begin > SECOND);
      }
      String pattern = entry.getLoggerName() + " " + entry.getMessage();
      boolean full = seconds.size() >= MAX_PATTERNS && !seconds.containsKey(pattern);
      Second second = seconds.computeIfAbsent(full ? REST : pattern, key -> new Second(now));
      return second(second, now);
    } finally {
      lock.unlock();
    }
  }

  private static int second(Second second, long now) {
    if (now - second.begin > SECOND) {
      second.begin = now;
      second.logged = 0;
    }
    if (second.logged >= MAX_A_SECOND) {
      second.suppressed++;
      return -1;
    }
    second.logged++;
    int suppressed = second.suppressed;
    second.suppressed = 0;
    return suppressed;
  }
}
