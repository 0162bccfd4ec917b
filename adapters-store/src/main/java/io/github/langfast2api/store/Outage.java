package io.github.langfast2api.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An outage of a file. The log is told of each cause once, and of the recovery; between attempts is
 * a fixed backoff. For one thread.
 */
final class Outage {

  private static final Logger LOG = System.getLogger(Outage.class.getName());

  private static final long BACKOFF_NANOS = Duration.ofSeconds(5).toNanos();

  private final String what;
  private final String over;
  private final LongSupplier nanoTime;
  private String cause = "";
  private @Nullable Exception failure;
  private long failedAt;

  /**
   * @param what cannot be done in the outage, the beginning of a sentence
   * @param over what can be done after it, a sentence
   */
  Outage(String what, String over, LongSupplier nanoTime) {
    this.what = what;
    this.over = over;
    this.nanoTime = nanoTime;
  }

  /** Refuses an attempt during the backoff, so that not each call costs one. */
  void requireRetryDue() throws UnavailableException {
    Exception last = failure;
    if (last != null && isBackoff()) {
      throw new UnavailableException("not tried again yet", last);
    }
  }

  private boolean isBackoff() {
    return nanoTime.getAsLong() - failedAt < BACKOFF_NANOS;
  }

  /** Whether the last failure was that there is no room, and the file can be used. */
  boolean isForRoom() {
    return failure instanceof NoRoomException;
  }

  /**
   * Notes that an attempt failed; one made during the backoff does not prolong it. The log gets the
   * cause in one sentence without a stack trace, unless it is the same as before.
   */
  UnavailableException failed(Exception reason) {
    if (failure == null || !isBackoff()) {
      failedAt = nanoTime.getAsLong();
    }
    failure = reason;
    String now = sentence(reason);
    if (!now.equals(cause)) {
      cause = now;
      LOG.log(Level.WARNING, "{0}: {1}", what, now);
      LOG.log(Level.DEBUG, what, reason);
    }
    return new UnavailableException(now, reason);
  }

  /** Notes that an attempt succeeded. */
  void recovered() {
    if (failure != null) {
      failure = null;
      cause = "";
      LOG.log(Level.INFO, over);
    }
  }

  private static String sentence(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof AccessDeniedException ? message + ": permission denied" : message;
  }
}
