package io.github.langfast2api.app;

import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.langfast.LangFastObserver;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All that watches the gateway at work, as one: log, metrics and, where configured, traces. */
final class Telemetry implements RequestObserver, LangFastObserver, AutoCloseable {

  private final Metrics metrics = new Metrics();
  private final List<RequestObserver> ofRequests = new ArrayList<>();
  private final List<LangFastObserver> ofLangFast = new ArrayList<>();
  private final Optional<Tracing> tracing;

  /**
   * @param traces the collector to which traces go
   */
  Telemetry(Optional<URI> traces) {
    ofRequests.add(new RequestLog());
    ofRequests.add(metrics);
    ofLangFast.add(metrics);
    tracing = traces.map(Tracing::new);
    tracing.ifPresent(ofRequests::add);
    tracing.ifPresent(ofLangFast::add);
  }

  Metrics metrics() {
    return metrics;
  }

  @Override
  public Observation begin(Received received) {
    List<Observation> observations =
        ofRequests.stream().map(observer -> observer.begin(received)).toList();
    return new Observation() {
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
        ofLangFast.stream().map(observer -> observer.begin(step)).toList();
    return status -> ends.forEach(end -> end.accept(status));
  }

  @Override
  public void close() {
    tracing.ifPresent(Tracing::close);
  }
}
