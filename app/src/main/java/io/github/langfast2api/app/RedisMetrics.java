package io.github.langfast2api.app;

import io.github.langfast2api.redis.RedisFigures;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Supplier;

/** The figures of the server that instances share, which are asked for when the metrics are. */
final class RedisMetrics {

  private RedisMetrics() {}

  static void register(PrometheusRegistry registry, Supplier<RedisFigures> figures) {
    GaugeWithCallback.builder()
        .name("langfast2api_redis_up")
        .help("1 while Redis can be used, 0 while it cannot.")
        .callback(callback -> callback.call(figures.get().available() ? 1 : 0))
        .register(registry);
    CounterWithCallback.builder()
        .name("langfast2api_redis_calls_total")
        .help("Calls to Redis, those that were not tried included.")
        .callback(callback -> callback.call((double) figures.get().calls()))
        .register(registry);
    CounterWithCallback.builder()
        .name("langfast2api_redis_connections_total")
        .help("Connections to Redis that were made.")
        .callback(callback -> callback.call((double) figures.get().connections()))
        .register(registry);
    CounterWithCallback.builder()
        .name("langfast2api_redis_failures_total")
        .help("Calls to Redis that failed, by cause.")
        .labelNames("cause")
        .callback(callback -> failures(callback, figures.get()))
        .register(registry);
  }

  private static void failures(CounterWithCallback.Callback callback, RedisFigures now) {
    callback.call((double) now.timeouts(), "timeout");
    callback.call((double) now.connectionFailures(), "connection");
    callback.call((double) now.errorReplies(), "error");
    callback.call((double) now.notTried(), "not_tried");
  }
}
