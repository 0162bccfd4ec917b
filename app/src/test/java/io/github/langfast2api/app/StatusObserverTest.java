package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.app.status.Activity;
import io.github.langfast2api.app.status.StatusReport.FailedRequest;
import io.github.langfast2api.app.status.StatusReport.Runs;
import io.github.langfast2api.http.exchange.EndReason;
import io.github.langfast2api.http.exchange.RequestObserver.Chat;
import io.github.langfast2api.http.exchange.RequestObserver.Observation;
import io.github.langfast2api.http.exchange.RequestObserver.Received;
import io.github.langfast2api.http.exchange.RequestObserver.Served;
import io.github.langfast2api.langfast.LangFastObserver.Step;
import io.github.langfast2api.langfast.emulation.EmulationCounts;
import io.github.langfast2api.langfast.emulation.EmulationObserver.AnswerObservation;
import io.github.langfast2api.ports.contract.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusObserverTest {

  private final ManualClock clock = new ManualClock();
  private final Activity activity = new Activity(clock);
  private final StatusObserver observer = new StatusObserver(activity, clock);

  private static Received received(boolean answer) {
    return new Received(
        "req_1", "POST", "/v1/x", answer, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Observation asked(String client, String model) {
    Observation request = observer.begin(received(true));
    request.answering(Optional.of(client), model);
    return request;
  }

  private static void end(Observation request, EndReason reason, Optional<String> failure) {
    request.end(
        new Served(
            received(true),
            Optional.of("ann"),
            Optional.of(new Chat("alias", "gpt-5", false, Optional.empty(), Optional.empty())),
            502,
            reason,
            failure,
            Duration.ZERO,
            Duration.ZERO,
            0));
  }

  private void call(Step step, String status) {
    observer.begin(step).accept(status);
  }

  private Activity.Done done() {
    return activity.done(OptionalInt.empty());
  }

  private List<String> keys() {
    return done().today().keys().stream().map(StatusObserverTest::told).toList();
  }

  private static String told(Runs runs) {
    return runs.name().orElse("-") + "=" + runs.runs();
  }

  @Test
  void aRunIsThatOfTheRequestWhicheverThreadStartsIt() throws Exception {
    Observation request = asked("ann", "gpt-5");
    call(Step.START_RUN, "200");
    AnswerObservation answer = observer.begin();
    Runnable choice = request.carried(() -> call(Step.START_RUN, "200"));
    Thread.ofVirtual().start(choice).join();
    Runnable second = answer.secondAsk(() -> call(Step.START_RUN, "200"));
    Thread.ofVirtual().start(second).join();
    answer.end(EmulationCounts.NONE);
    end(request, EndReason.DONE, Optional.empty());
    assertEquals(List.of("ann=3"), keys());
    assertEquals(
        List.of("gpt-5=3"),
        done().today().models().stream().map(StatusObserverTest::told).toList());
    assertEquals(List.of(), done().failures());
  }

  @Test
  void theNextRequestOfAThreadIsAnother() {
    end(asked("ann", "gpt-5"), EndReason.DONE, Optional.empty());
    Observation next = asked("ben", "gpt-5");
    call(Step.START_RUN, "200");
    end(next, EndReason.DONE, Optional.empty());
    assertEquals(List.of("ben=1"), keys());
  }

  @Test
  void onlyWhatLangFastTookIsARun() {
    Observation request = asked("ann", "gpt-5");
    call(Step.CREATE_PROMPT, "200");
    call(Step.CONNECT, "200");
    call(Step.START_RUN, "error");
    call(Step.START_RUN, "503");
    end(request, EndReason.UPSTREAM_ERROR, Optional.of("Unavailable"));
    assertEquals(0, done().today().runs());
  }

  @Test
  void limitsOfLangFastAreCountedWhateverTheCallWasFor() {
    call(Step.SIGN_UP, "429");
    Observation request = asked("ann", "gpt-5");
    call(Step.START_RUN, "429");
    end(request, EndReason.RATE_LIMITED, Optional.of("RateLimited"));
    assertEquals(2, done().today().limited().calls());
    assertEquals(1, done().today().limited().requests());
  }

  @Test
  void aFailureHasNamesAndNoWords() {
    end(asked("ann", "gpt-5"), EndReason.TIMEOUT_CONNECT, Optional.of("TimedOut"));
    assertEquals(
        List.of(
            new FailedRequest(
                clock.instant(),
                "req_1",
                Optional.of("TimedOut"),
                "timeout_connect",
                Optional.of("gpt-5"),
                Optional.of("ann"),
                502)),
        done().failures());
  }

  @ParameterizedTest
  @EnumSource(
      value = EndReason.class,
      names = {"DONE", "REFUSED", "CLIENT_GONE"})
  void whatItsClientEndsOrHasToCorrectIsNoFailure(EndReason reason) {
    end(asked("ann", "gpt-5"), reason, Optional.empty());
    assertEquals(List.of(), done().failures());
  }

  @Test
  void oneWatcherTooManyIsNoFailure() {
    Received watcher =
        new Received(
            "req_2",
            "GET",
            "/status/events",
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    end(observer.begin(watcher), EndReason.OVERLOADED, Optional.of("Overloaded"));
    assertEquals(List.of(), done().failures());
  }

  @Test
  void aRequestThatAsksNoModelCanFailAsWell() {
    end(observer.begin(received(false)), EndReason.BUG, Optional.empty());
    assertEquals("bug", done().failures().getFirst().end());
    assertThrows(UnsupportedOperationException.class, () -> done().failures().clear());
  }
}
