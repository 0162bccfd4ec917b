package io.github.langfast2api.app;

import io.github.langfast2api.ports.state.StoreUsage;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The figures of the response store, which are asked for when the metrics are. */
final class ResponseStoreMetrics {

  private final PrometheusRegistry registry;
  private final Supplier<StoreUsage> usage;

  private ResponseStoreMetrics(PrometheusRegistry registry, Supplier<StoreUsage> usage) {
    this.registry = registry;
    this.usage = usage;
  }

  static void register(PrometheusRegistry registry, Supplier<StoreUsage> usage) {
    ResponseStoreMetrics metrics = new ResponseStoreMetrics(registry, usage);
    metrics.gauge("stored", "Responses that are stored.", StoreUsage::responses);
    metrics.gauge("stored_bytes", "Bytes of the responses that are stored.", StoreUsage::bytes);
    metrics.counter(
        "evicted_total", "Responses that had to go before their age.", StoreUsage::evictions);
    metrics.counter(
        "store_failures_total", "Calls that the store could not serve.", StoreUsage::failures);
  }

  private void gauge(String name, String help, ToLongFunction<StoreUsage> figure) {
    GaugeWithCallback.builder()
        .name("langfast2api_responses_" + name)
        .help(help)
        .callback(callback -> callback.call((double) figure.applyAsLong(usage.get())))
        .register(registry);
  }

  private void counter(String name, String help, ToLongFunction<StoreUsage> figure) {
    CounterWithCallback.builder()
        .name("langfast2api_responses_" + name)
        .help(help)
        .callback(callback -> callback.call((double) figure.applyAsLong(usage.get())))
        .register(registry);
  }
}
