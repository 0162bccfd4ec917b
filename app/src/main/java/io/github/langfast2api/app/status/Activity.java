package io.github.langfast2api.app.status;

import io.github.langfast2api.app.status.StatusReport.FailedRequest;
import io.github.langfast2api.app.status.StatusReport.Minute;
import io.github.langfast2api.app.status.StatusReport.Today;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * What the gateway has done today, in the last hour, and where it failed last: counts and names,
 * bounded in number. It is told a few times per request and never per delta. Safe for any thread.
 */
public final class Activity {

  static final int MAX_FAILURES = 20;

  private final InstantSource clock;
  private final Instant startedAt;
  private final ReentrantLock lock = new ReentrantLock();
  private final LastHour hour;
  private final Deque<FailedRequest> failures = new ArrayDeque<>();
  private DayCounts day;
  private volatile IntSupplier answers = () -> 0;

  /** Nothing has been done yet. */
  public Activity(InstantSource clock) {
    this.clock = clock;
    this.startedAt = clock.instant();
    this.day = new DayCounts(startedAt);
    this.hour = new LastHour(startedAt);
  }

  /**
   * What was done, at one moment.
   *
   * @param failures the newest first
   */
  public record Done(Today today, List<Minute> lastHour, List<FailedRequest> failures) {}

  /** When it began to count, which is when the gateway started. */
  public Instant startedAt() {
    return startedAt;
  }

  /** Gives it the number of answers that are being made, which is asked for and must not block. */
  public void countAnswersBy(IntSupplier made) {
    answers = made;
  }

  /**
   * A run was started.
   *
   * @param key the name of the client's key, if it has one
   */
  public void runStarted(Optional<String> key, String model) {
    lock.lock();
    try {
      Instant now = clock.instant();
      day = day.at(now);
      day.run(key, model);
      hour.run(now);
      hour.answers(now, answers.getAsInt());
    } finally {
      lock.unlock();
    }
  }

  /** A request for an answer has ended. */
  public void answerEnded() {
    lock.lock();
    try {
      hour.answers(clock.instant(), answers.getAsInt());
    } finally {
      lock.unlock();
    }
  }

  /** LangFast answered a call with 429. */
  public void callLimited() {
    lock.lock();
    try {
      Instant now = clock.instant();
      day = day.at(now);
      day.limitedCall(now);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A request failed.
   *
   * @param limited whether by a limit of a key or of LangFast
   */
  public void failed(FailedRequest failure, boolean limited) {
    lock.lock();
    try {
      if (failures.size() == MAX_FAILURES) {
        failures.removeLast();
      }
      failures.addFirst(failure);
      if (limited) {
        Instant now = clock.instant();
        day = day.at(now);
        day.limitedRequest(now);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * What was done until now.
   *
   * @param runsPerDay LangFast's limit, as far as it is known
   */
  public Done done(OptionalInt runsPerDay) {
    lock.lock();
    try {
      Instant now = clock.instant();
      day = day.at(now);
      hour.answers(now, answers.getAsInt());
      return new Done(day.report(runsPerDay), hour.report(now), List.copyOf(failures));
    } finally {
      lock.unlock();
    }
  }
}
