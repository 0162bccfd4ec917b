package io.github.langfast2api.app.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.app.status.StatusReport.FailedRequest;
import io.github.langfast2api.app.status.StatusReport.Limited;
import io.github.langfast2api.app.status.StatusReport.Minute;
import io.github.langfast2api.app.status.StatusReport.Runs;
import io.github.langfast2api.app.status.StatusReport.Today;
import io.github.langfast2api.ports.contract.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ActivityTest {

  private static final Optional<String> ANN = Optional.of("ann");
  private static final Optional<String> NO_KEY = Optional.empty();

  private final ManualClock clock = new ManualClock();
  private final AtomicInteger answers = new AtomicInteger();
  private final Activity activity = new Activity(clock);

  ActivityTest() {
    activity.countAnswersBy(answers::get);
  }

  private Activity.Done done() {
    return activity.done(OptionalInt.of(50));
  }

  private static Runs runs(Optional<String> name, long runs) {
    return new Runs(name, runs);
  }

  private FailedRequest failure(int number) {
    return new FailedRequest(
        clock.instant(),
        "req_" + number,
        Optional.of("Unreachable"),
        "upstream_error",
        Optional.of("gpt-5"),
        ANN,
        502);
  }

  private List<Integer> lastMinutes(int count) {
    return minutes(count).stream().map(Minute::answers).toList();
  }

  private List<Minute> minutes(int count) {
    List<Minute> all = done().lastHour();
    assertEquals(60, all.size());
    return all.subList(60 - count, 60);
  }

  @Test
  void theRunsOfADayAreCountedByModelAndByKeyTheMostFirst() {
    activity.runStarted(NO_KEY, "gpt-5");
    activity.runStarted(ANN, "gpt-4.1");
    activity.runStarted(ANN, "gpt-5");
    assertEquals(
        new Today(
            LocalDate.parse("2026-01-31"),
            ManualClock.START,
            3,
            OptionalInt.of(50),
            List.of(runs(Optional.of("gpt-5"), 2), runs(Optional.of("gpt-4.1"), 1)),
            List.of(runs(ANN, 2), runs(NO_KEY, 1)),
            new Limited(0, 0, Optional.empty())),
        done().today());
  }

  @Test
  void aDayBeginsAtMidnightOfUtc() {
    activity.runStarted(ANN, "gpt-5");
    activity.callLimited();
    clock.advance(Duration.ofHours(12).minusMillis(124));
    assertEquals(1, done().today().runs());
    clock.advance(Duration.ofMillis(1));
    Today next = done().today();
    assertEquals(LocalDate.parse("2026-02-01"), next.day());
    assertEquals(Instant.parse("2026-02-01T00:00:00Z"), next.since());
    assertEquals(0, next.runs());
    assertEquals(List.of(), next.models());
    assertEquals(0, next.limited().calls());
    activity.runStarted(ANN, "gpt-5");
    assertEquals(1, done().today().runs());
  }

  @Test
  void limitsAreCountedAsCallsAndAsRequests() {
    activity.callLimited();
    activity.callLimited();
    Instant later = clock.advance(Duration.ofSeconds(5));
    activity.failed(failure(1), true);
    activity.failed(failure(2), false);
    assertEquals(new Limited(2, 1, Optional.of(later)), done().today().limited());
  }

  @Test
  void namesAreBoundedInNumberAndNoRunIsLost() {
    for (int i = 0; i < RunTally.MAX_NAMES + 50; i++) {
      activity.runStarted(Optional.of("key-" + i), "model-" + i);
    }
    Today today = done().today();
    assertEquals(RunTally.MAX_NAMES + 50, today.runs());
    for (List<Runs> counts : List.of(today.keys(), today.models())) {
      assertEquals(RunTally.MAX_NAMES + 1, counts.size());
      assertEquals(runs(Optional.of(RunTally.OTHERS), 50), counts.getFirst());
      assertEquals(today.runs(), counts.stream().mapToLong(Runs::runs).sum());
    }
  }

  @Test
  void theLastFailuresAreKeptTheNewestFirst() {
    for (int i = 0; i < 100; i++) {
      activity.failed(failure(i), false);
    }
    List<FailedRequest> failures = done().failures();
    assertEquals(20, failures.size());
    assertEquals("req_99", failures.getFirst().requestId());
    assertEquals("req_80", failures.getLast().requestId());
  }

  @Test
  void aMinuteHasItsRunsAndTheMostAnswersAtOnce() {
    answers.set(1);
    activity.runStarted(ANN, "gpt-5");
    answers.set(3);
    activity.runStarted(ANN, "gpt-5");
    answers.set(2);
    activity.answerEnded();
    clock.advance(Duration.ofMinutes(1));
    answers.set(0);
    activity.answerEnded();
    assertEquals(
        List.of(
            new Minute(Instant.parse("2026-01-31T12:00:00Z"), 2, 3),
            new Minute(Instant.parse("2026-01-31T12:01:00Z"), 0, 2)),
        minutes(2));
  }

  @Test
  void answersThatGoOnAreSeenInEachOfTheirMinutes() {
    answers.set(4);
    activity.runStarted(ANN, "gpt-5");
    clock.advance(Duration.ofMinutes(3));
    answers.set(0);
    activity.answerEnded();
    clock.advance(Duration.ofMinutes(1));
    assertEquals(List.of(0, 4, 4, 4, 4, 0), lastMinutes(6));
  }

  @Test
  void whatWasMoreThanAnHourAgoIsForgotten() {
    answers.set(1);
    activity.runStarted(ANN, "gpt-5");
    answers.set(0);
    activity.answerEnded();
    clock.advance(Duration.ofMinutes(59));
    assertEquals(1, minutes(60).getFirst().runs());
    clock.advance(Duration.ofMinutes(1));
    assertEquals(0, minutes(60).stream().mapToInt(Minute::runs).sum());
    activity.runStarted(ANN, "gpt-5");
    clock.advance(Duration.ofDays(3));
    assertTrue(minutes(60).stream().allMatch(minute -> minute.runs() == 0), "a run is left");
    assertEquals(
        clock.instant().getEpochSecond() / 60 * 60, minutes(1).getFirst().at().getEpochSecond());
  }

  @Test
  void aClockThatIsSetBackLosesNothing() {
    activity.runStarted(ANN, "gpt-5");
    clock.advance(Duration.ofMinutes(-5));
    activity.runStarted(ANN, "gpt-5");
    assertEquals(2, minutes(1).getFirst().runs());
    assertEquals(2, done().today().runs());
  }
}
