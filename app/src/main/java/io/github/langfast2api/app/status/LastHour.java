package io.github.langfast2api.app.status;

import io.github.langfast2api.app.status.StatusReport.Minute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The runs and the most answers at once of each minute of the last hour, the one that is under way
 * included: a ring. Nothing is sampled: the number of answers changes only when it is told. Not
 * safe for several threads.
 */
final class LastHour {

  static final int MINUTES = 60;

  private final int[] runs = new int[MINUTES];
  private final int[] answers = new int[MINUTES];
  private long newest;
  private int answersNow;

  LastHour(Instant now) {
    this.newest = minute(now);
  }

  /** A run was started. */
  void run(Instant now) {
    roll(now);
    runs[at(newest)]++;
  }

  /** So many answers are being made from now on. */
  void answers(Instant now, int made) {
    roll(now);
    answersNow = made;
    answers[at(newest)] = Math.max(answers[at(newest)], made);
  }

  /** The minutes, the oldest first. */
  List<Minute> report(Instant now) {
    roll(now);
    List<Minute> minutes = new ArrayList<>(MINUTES);
    for (long minute = newest - MINUTES + 1; minute <= newest; minute++) {
      minutes.add(
          new Minute(Instant.ofEpochSecond(minute * 60), runs[at(minute)], answers[at(minute)]));
    }
    return minutes;
  }

  /** What was made at the end of a minute goes on in those after it. */
  private void roll(Instant now) {
    long minute = minute(now);
    for (long next = Math.max(newest + 1, minute - MINUTES + 1); next <= minute; next++) {
      runs[at(next)] = 0;
      answers[at(next)] = answersNow;
    }
    newest = Math.max(newest, minute);
  }

  private static long minute(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), 60);
  }

  private static int at(long minute) {
    return Math.floorMod(minute, MINUTES);
  }
}
