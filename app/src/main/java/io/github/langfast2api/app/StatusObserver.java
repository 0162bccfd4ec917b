package io.github.langfast2api.app;

import io.github.langfast2api.app.status.Activity;
import io.github.langfast2api.app.status.StatusReport.FailedRequest;
import io.github.langfast2api.http.exchange.EndReason;
import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.langfast.LangFastObserver;
import io.github.langfast2api.langfast.emulation.EmulationCounts;
import io.github.langfast2api.langfast.emulation.EmulationObserver;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The observer that tells {@link Activity} of runs and failures. A run is counted when LangFast has
 * taken it, for the request on whose behalf the call was made, whichever thread made it.
 */
final class StatusObserver implements RequestObserver, LangFastObserver, EmulationObserver {

  private static final String OK = "200";
  private static final String TOO_MANY_REQUESTS = "429";

  private final Activity activity;
  private final InstantSource clock;
  private final RequestLocal<AnswerRequest> requests = new RequestLocal<>();

  StatusObserver(Activity activity, InstantSource clock) {
    this.activity = activity;
    this.clock = clock;
  }

  /** Of those who read the status none fails: one watcher too many would drive out all others. */
  @Override
  public Observation begin(Received received) {
    if (received.path().startsWith("/status")) {
      return served -> {};
    }
    return received.answer() ? new AnswerRequest() : this::fail;
  }

  @Override
  public Consumer<String> begin(Step step) {
    Optional<AnswerRequest> request = requests.get();
    return status -> {
      if (status.equals(TOO_MANY_REQUESTS)) {
        activity.callLimited();
      }
      if (step == Step.START_RUN && status.equals(OK)) {
        request.ifPresent(AnswerRequest::countRun);
      }
    };
  }

  /** A second ask is a run of the same request, made by another thread. */
  @Override
  public AnswerObservation begin() {
    Optional<AnswerRequest> request = requests.get();
    return new AnswerObservation() {
      @Override
      public void end(EmulationCounts counts) {}

      @Override
      public Runnable secondAsk(Runnable opening) {
        return request.map(asked -> requests.carried(asked, opening)).orElse(opening);
      }
    };
  }

  private void fail(Served served) {
    EndReason end = served.end();
    if (end == EndReason.DONE || end == EndReason.REFUSED || end == EndReason.CLIENT_GONE) {
      return;
    }
    activity.failed(
        new FailedRequest(
            clock.instant(),
            served.received().id(),
            served.failure(),
            end.name().toLowerCase(Locale.ROOT),
            served.chat().map(Chat::model),
            served.client(),
            served.status()),
        end == EndReason.RATE_LIMITED || end == EndReason.QUOTA_EXHAUSTED);
  }

  /** A request for an answer, bound to the thread that serves it from its beginning to its end. */
  private final class AnswerRequest implements Observation {

    /** Threads that work for the request are started after it is known. */
    private Optional<String> key = Optional.empty();

    private String model = "";

    AnswerRequest() {
      requests.bind(this);
    }

    @Override
    public void answering(Optional<String> client, String modelId) {
      key = client;
      model = modelId;
    }

    @Override
    public Runnable carried(Runnable task) {
      return requests.carried(this, task);
    }

    @Override
    public void end(Served served) {
      requests.unbind();
      activity.answerEnded();
      fail(served);
    }

    void countRun() {
      activity.runStarted(key, model);
    }
  }
}
