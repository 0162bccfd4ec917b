package io.github.langfast2api.app.status;

import io.github.langfast2api.app.status.StatusReport.Limited;
import io.github.langfast2api.app.status.StatusReport.Today;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;

/** What happened on one day of UTC, which is LangFast's too. Not safe for several threads. */
final class DayCounts {

  private final LocalDate day;
  private final Instant since;
  private final RunTally models = new RunTally();
  private final RunTally keys = new RunTally();
  private long runs;
  private long limitedCalls;
  private long limitedRequests;
  private Optional<Instant> lastLimited = Optional.empty();

  /** Counts from this moment to the end of its day. */
  DayCounts(Instant since) {
    this.day = day(since);
    this.since = since;
  }

  /** These counts, or new ones if the day is over. */
  DayCounts at(Instant now) {
    LocalDate today = day(now);
    return today.isAfter(day)
        ? new DayCounts(today.atStartOfDay(ZoneOffset.UTC).toInstant())
        : this;
  }

  void run(Optional<String> key, String model) {
    runs++;
    keys.add(key);
    models.add(Optional.of(model));
  }

  void limitedCall(Instant now) {
    limitedCalls++;
    lastLimited = Optional.of(now);
  }

  void limitedRequest(Instant now) {
    limitedRequests++;
    lastLimited = Optional.of(now);
  }

  Today report(OptionalInt runsPerDay) {
    return new Today(
        day,
        since,
        runs,
        runsPerDay,
        models.counts(),
        keys.counts(),
        new Limited(limitedCalls, limitedRequests, lastLimited));
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
