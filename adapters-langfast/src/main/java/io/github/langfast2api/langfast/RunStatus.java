package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.RunEvent.State;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Maps the status of an event to a run's state. Only some of LangFast's words are known; an unknown
 * one counts as running, since it must not cut an answer off, and is logged once.
 */
final class RunStatus {

  private static final Logger LOG = System.getLogger(RunStatus.class.getName());
  private static final int MAX_LOGGED_WORDS = 16;
  private static final Pattern LOGGED_WORD = Pattern.compile("[a-z_ -]{1,40}");

  private static final Set<String> RUNNING =
      Set.of("", "none", "in_progress", "queued", "pending", "running", "started", "streaming");
  private static final Pattern FAILED =
      Pattern.compile(
          "fail|error|cancel|abort|time.?out|timed.?out|expired|reject|refuse|denied|kill|incomplete");
  private static final Pattern COMPLETED = Pattern.compile("complete|succe|finish|done");
  private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

  private RunStatus() {}

  static State of(String word) {
    String status = word.toLowerCase(Locale.ROOT);
    if (RUNNING.contains(status)) {
      return State.RUNNING;
    }
    if (FAILED.matcher(status).find()) {
      return State.FAILED;
    }
    if (COMPLETED.matcher(status).lookingAt()) {
      return State.COMPLETED;
    }
    logOnce(status);
    return State.RUNNING;
  }

  private static void logOnce(String status) {
    if (LOGGED_WORD.matcher(status).matches()
        && LOGGED.size() < MAX_LOGGED_WORDS
        && LOGGED.add(status)) {
      LOG.log(Level.INFO, "a run has the unknown status {0}, which counts as running", status);
    }
  }
}
