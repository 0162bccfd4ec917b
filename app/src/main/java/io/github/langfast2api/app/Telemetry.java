package io.github.langfast2api.app;

import io.github.langfast2api.app.status.Activity;
import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.langfast.LangFastObserver;
import io.github.langfast2api.langfast.emulation.EmulationCounts;
import io.github.langfast2api.langfast.emulation.EmulationObserver;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The observers of requests, of answers with tools or in JSON, and of calls to LangFast as one: the
 * request log, metrics, what the status tells and, where a collector is configured, traces.
 */
final class Telemetry
    implements RequestObserver, LangFastObserver, EmulationObserver, AutoCloseable {

  private final Metrics metrics = new Metrics();
  private final Activity activity = new Activity(InstantSource.system());
  private final List<RequestObserver> requestObservers = new ArrayList<>();
  private final List<LangFastObserver> langFastObservers = new ArrayList<>();
  private final List<EmulationObserver> emulationObservers = new ArrayList<>();
  private final Optional<Tracing> tracing;

  /**
   * Creates the observers.
   *
   * @param tracesEndpoint the OTLP collector to export traces to
   */
  Telemetry(Optional<URI> tracesEndpoint) {
    RequestLog log = new RequestLog();
    requestObservers.add(log);
    requestObservers.add(metrics);
    emulationObservers.add(log);
    emulationObservers.add(metrics.emulation());
    langFastObservers.add(metrics);
    StatusObserver status = new StatusObserver(activity, InstantSource.system());
    requestObservers.add(status);
    emulationObservers.add(status);
    langFastObservers.add(status);
    tracing = tracesEndpoint.map(Tracing::new);
    tracing.ifPresent(requestObservers::add);
    tracing.ifPresent(langFastObservers::add);
    tracing.ifPresent(emulationObservers::add);
  }

  Activity activity() {
    return activity;
  }

  Metrics metrics() {
    return metrics;
  }

  @Override
  public Observation begin(Received received) {
    List<Observation> observations =
        requestObservers.stream().map(observer -> observer.begin(received)).toList();
    return new Observation() {
      @Override
      public void answering(Optional<String> client, String model) {
        observations.forEach(observation -> observation.answering(client, model));
      }

      @Override
      public void end(Served served) {
        observations.forEach(observation -> observation.end(served));
      }

      @Override
      public Runnable carried(Runnable task) {
        Runnable carried = task;
        for (Observation observation : observations) {
          carried = observation.carried(carried);
        }
        return carried;
      }
    };
  }

  @Override
  public Consumer<String> begin(Step step) {
    List<Consumer<String>> ends =
        langFastObservers.stream().map(observer -> observer.begin(step)).toList();
    return status -> ends.forEach(end -> end.accept(status));
  }

  @Override
  public AnswerObservation begin() {
    List<AnswerObservation> observations =
        emulationObservers.stream().map(EmulationObserver::begin).toList();
    return new AnswerObservation() {
      @Override
      public void end(EmulationCounts counts) {
        observations.forEach(observation -> observation.end(counts));
      }

      @Override
      public Runnable secondAsk(Runnable opening) {
        Runnable observed = opening;
        for (AnswerObservation observation : observations) {
          observed = observation.secondAsk(observed);
        }
        return observed;
      }
    };
  }

  /** Exports the traces that are left. Blocks for that. */
  @Override
  public void close() {
    tracing.ifPresent(Tracing::close);
  }
}
