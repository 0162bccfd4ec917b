package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.RunEvent.State;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Where a run stands, by the word that an event has for it. Only some of LangFast's words are
 * known. One that is not is taken for a run that goes on, since an answer must not be cut off for a
 * word; it is logged once.
 */
final class RunStatus {

  private static final Logger LOG = System.getLogger(RunStatus.class.getName());
  private static final int MOST_TOLD = 16;
  private static final int LONGEST_TOLD = 40;

  private static final Set<String> RUNNING =
      Set.of("", "none", "in_progress", "queued", "pending", "running", "started", "streaming");
  private static final Pattern FAILED =
      Pattern.compile(
          "fail|error|cancel|abort|time.?out|timed.?out|expired|reject|refuse|denied|kill|incomplete");
  private static final Pattern COMPLETED = Pattern.compile("complete|succe|finish|done");
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

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
    tellOnce(status);
    return State.RUNNING;
  }

  private static void tellOnce(String status) {
    if (status.length() <= LONGEST_TOLD && TOLD.size() < MOST_TOLD && TOLD.add(status)) {
      LOG.log(Level.INFO, "a run has the unknown status {0}, and is taken to go on", status);
    }
  }
}
