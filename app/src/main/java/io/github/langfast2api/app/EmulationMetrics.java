package io.github.langfast2api.app;

import io.github.langfast2api.langfast.emulation.EmulationCounts;
import io.github.langfast2api.langfast.emulation.EmulationObserver;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** What it takes to read tool calls and JSON out of what models write. */
final class EmulationMetrics implements EmulationObserver {

  private static final List<String> EVENTS =
      List.of("call", "dropped", "repair", "second_ask", "refusal");

  private final Counter events;

  EmulationMetrics(PrometheusRegistry registry) {
    this.events =
        Counter.builder()
            .name("langfast2api_emulation_events_total")
            .help("Tool calls read, texts dropped, repairs, second asks, answers refused.")
            .labelNames("event")
            .register(registry);
    EVENTS.forEach(events::initLabelValues);
  }

  @Override
  public AnswerObservation begin() {
    return this::count;
  }

  private void count(EmulationCounts counts) {
    add("call", counts.calls());
    add("dropped", counts.dropped());
    add("repair", counts.repairs());
    add("second_ask", counts.secondAsks());
    add("refusal", counts.refusals());
  }

  private void add(String event, int count) {
    if (count > 0) {
      events.labelValues(event).inc(count);
    }
  }
}
