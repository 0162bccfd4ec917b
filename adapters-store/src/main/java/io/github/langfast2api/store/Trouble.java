package io.github.langfast2api.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;

/** What is wrong with a file at the moment. The log is told of each reason once, and of its end. */
final class Trouble {

  private static final Logger LOG = System.getLogger(Trouble.class.getName());

  private final String what;
  private final String over;
  private String reason = "";

  /**
   * @param what cannot be done while there is trouble, the beginning of a sentence
   * @param over what can be done when there is none, a sentence
   */
  Trouble(String what, String over) {
    this.what = what;
    this.over = over;
  }

  /** Tells the reason, unless it is the same as before, in one sentence without a stack trace. */
  void begin(Exception failure) {
    String now = reason(failure);
    if (!now.equals(reason)) {
      reason = now;
      LOG.log(Level.WARNING, "{0}: {1}", what, now);
      LOG.log(Level.DEBUG, what, failure);
    }
  }

  void end() {
    if (!reason.isEmpty()) {
      reason = "";
      LOG.log(Level.INFO, over);
    }
  }

  private static String reason(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof AccessDeniedException ? message + ": permission denied" : message;
  }
}
