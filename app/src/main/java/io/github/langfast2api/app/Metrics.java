package io.github.langfast2api.app;

import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.exchange.EndReason;
import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.langfast.LangFastObserver;
import io.github.langfast2api.ports.state.StoreUsage;
import io.github.langfast2api.redis.RedisFigures;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Metrics of requests and of calls to LangFast, for Prometheus. Names and buckets are those of
 * OpenTelemetry's semantic conventions for generative AI, the gateway's own begin with its name.
 * The model label has the ids of the catalogue, never text from a request: clients must not be able
 * to create time series.
 */
final class Metrics implements RequestObserver, LangFastObserver {

  private static final String OPERATION = "chat";
  private static final double[] DURATION_SECONDS = powers(0.01, 2, 14);
  private static final double[] FIRST_TOKEN_SECONDS = {
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
  };
  private static final double[] OUTPUT_TOKEN_SECONDS = {
    0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5
  };
  private static final double[] TOKENS = powers(1, 4, 14);
  private static final double[] OVERHEAD_SECONDS = {
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();

  private final Histogram duration =
      seconds("gen_ai_server_request_duration", "Duration of chat requests.", DURATION_SECONDS)
          .labelNames("gen_ai_operation_name", "gen_ai_request_model", "error_type")
          .register(registry);
  private final Histogram firstToken =
      seconds("gen_ai_server_time_to_first_token", "Time to the first text.", FIRST_TOKEN_SECONDS)
          .labelNames("gen_ai_operation_name", "gen_ai_request_model")
          .register(registry);
  private final Histogram perOutputToken =
      seconds(
              "gen_ai_server_time_per_output_token",
              "Time per output token after the first.",
              OUTPUT_TOKEN_SECONDS)
          .labelNames("gen_ai_operation_name", "gen_ai_request_model")
          .register(registry);
  private final Histogram tokens =
      histogram("gen_ai_client_token_usage", "Tokens of prompts and answers.", TOKENS)
          .labelNames("gen_ai_operation_name", "gen_ai_request_model", "gen_ai_token_type")
          .register(registry);
  private final Histogram overhead =
      seconds(
              "langfast2api_overhead",
              "Duration of chat requests without the time spent waiting for LangFast.",
              OVERHEAD_SECONDS)
          .register(registry);
  private final Counter streamsEnded =
      counter("langfast2api_streams_ended_total", "Chat requests, by how they ended.")
          .labelNames("reason")
          .register(registry);
  private final Counter upstreamCalls =
      counter("langfast2api_upstream_calls_total", "Calls to LangFast, by HTTP status.")
          .labelNames("step", "status")
          .register(registry);
  private final Counter reconnects =
      counter("langfast2api_socket_reconnects_total", "Connections to the runner but the first.")
          .register(registry);
  private final Counter refreshes =
      counter("langfast2api_session_refreshes_total", "Sessions that were refreshed.")
          .register(registry);
  private final EmulationMetrics emulation = new EmulationMetrics(registry);
  private final AtomicBoolean connected = new AtomicBoolean();

  /** Every reason is shown from the beginning: the rate of a new time series is not known. */
  Metrics() {
    for (EndReason reason : EndReason.values()) {
      streamsEnded.initLabelValues(word(reason));
    }
  }

  PrometheusRegistry registry() {
    return registry;
  }

  EmulationMetrics emulation() {
    return emulation;
  }

  /** Adds the gauge of answers that are being made. */
  void registerInFlight(IntSupplier answers) {
    GaugeWithCallback.builder()
        .name("langfast2api_streams_in_flight")
        .help("Answers that are being made.")
        .callback(callback -> callback.call(answers.getAsInt()))
        .register(registry);
  }

  /** Adds the figures of the response store. */
  void registerResponses(Supplier<StoreUsage> usage) {
    ResponseStoreMetrics.register(registry, usage);
  }

  /** Adds the figures of what instances share. */
  void registerRedis(Supplier<RedisFigures> figures) {
    RedisMetrics.register(registry, figures);
  }

  @Override
  public Observation begin(Received received) {
    return served -> {
      if (received.answer()) {
        streamsEnded.labelValues(word(served.end())).inc();
      }
      served.chat().ifPresent(asked -> count(served, asked));
    };
  }

  @Override
  public Consumer<String> begin(Step step) {
    return status -> {
      upstreamCalls.labelValues(word(step), status).inc();
      if (status.equals("200")) {
        count(step);
      }
    };
  }

  private void count(Step step) {
    if (step == Step.REFRESH) {
      refreshes.inc();
    }
    if (step == Step.CONNECT && connected.getAndSet(true)) {
      reconnects.inc();
    }
  }

  private void count(Served served, Chat chat) {
    boolean done = served.end() == EndReason.DONE;
    duration
        .labelValues(OPERATION, chat.model(), done ? "" : word(served.end()))
        .observe(seconds(served.duration()));
    chat.firstText()
        .ifPresent(time -> firstToken.labelValues(OPERATION, chat.model()).observe(seconds(time)));
    if (done) {
      overhead.observe(seconds(served.duration().minus(served.waited())));
    }
    chat.usage().ifPresent(usage -> count(usage, served, chat));
  }

  private void count(Usage usage, Served served, Chat chat) {
    tokens.labelValues(OPERATION, chat.model(), "input").observe(usage.prompt());
    tokens.labelValues(OPERATION, chat.model(), "output").observe(usage.completion());
    if (usage.completion() > 1 && chat.firstText().isPresent()) {
      Duration afterFirst = served.duration().minus(chat.firstText().get());
      perOutputToken
          .labelValues(OPERATION, chat.model())
          .observe(seconds(afterFirst) / (usage.completion() - 1));
    }
  }

  private static Counter.Builder counter(String name, String help) {
    return Counter.builder().name(name).help(help);
  }

  private static Histogram.Builder seconds(String name, String help, double[] bounds) {
    return histogram(name, help, bounds).unit(Unit.SECONDS);
  }

  private static Histogram.Builder histogram(String name, String help, double[] bounds) {
    return Histogram.builder().name(name).help(help).classicOnly().classicUpperBounds(bounds);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Bucket bounds, each of which is the one before times the factor. */
  private static double[] powers(double first, int factor, int count) {
    double[] powers = new double[count];
    for (int i = 0; i < count; i++) {
      powers[i] = i == 0 ? first : powers[i - 1] * factor;
    }
    return powers;
  }
}
