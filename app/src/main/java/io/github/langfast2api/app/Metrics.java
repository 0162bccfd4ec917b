package io.github.langfast2api.app;

import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.exchange.EndReason;
import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.langfast.LangFastObserver;
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

/**
 * What is counted of requests, and of steps at LangFast. Names and buckets are those of
 * OpenTelemetry's semantic conventions for generative AI as Prometheus spells them; the gateway's
 * own begin with its name. Models are counted by their own ids, so that no client can make up
 * labels.
 */
final class Metrics implements RequestObserver, LangFastObserver {

  private static final String OPERATION = "chat";
  private static final double[] DURATIONS = powers(0.01, 2, 14);
  private static final double[] FIRST_TOKENS = {
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
  };
  private static final double[] OUTPUT_TOKENS = {
    0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5
  };
  private static final double[] TOKENS = powers(1, 4, 14);
  private static final double[] OVERHEADS = {
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Histogram duration;
  private final Histogram firstToken;
  private final Histogram perOutputToken;
  private final Histogram tokens;
  private final Histogram overhead;
  private final Counter ended;
  private final Counter calls;
  private final Counter reconnects;
  private final Counter refreshes;
  private final AtomicBoolean connected = new AtomicBoolean();

  Metrics() {
    this.duration =
        seconds("gen_ai_server_request_duration", "From the request to the end.", DURATIONS)
            .labelNames("gen_ai_operation_name", "gen_ai_request_model", "error_type")
            .register(registry);
    this.firstToken =
        seconds("gen_ai_server_time_to_first_token", "Until the first text.", FIRST_TOKENS)
            .labelNames("gen_ai_operation_name", "gen_ai_request_model")
            .register(registry);
    this.perOutputToken =
        seconds("gen_ai_server_time_per_output_token", "After the first text.", OUTPUT_TOKENS)
            .labelNames("gen_ai_operation_name", "gen_ai_request_model")
            .register(registry);
    this.tokens =
        Histogram.builder()
            .name("gen_ai_client_token_usage")
            .help("Tokens of conversations and answers.")
            .classicOnly()
            .classicUpperBounds(TOKENS)
            .labelNames("gen_ai_operation_name", "gen_ai_request_model", "gen_ai_token_type")
            .register(registry);
    this.overhead =
        seconds("langfast2api_overhead", "What the gateway itself took of a request.", OVERHEADS)
            .register(registry);
    this.ended =
        counter("langfast2api_streams_ended_total", "Chat requests, by how they ended.")
            .labelNames("reason")
            .register(registry);
    for (EndReason reason : EndReason.values()) {
      ended.initLabelValues(word(reason));
    }
    this.calls =
        counter("langfast2api_upstream_calls_total", "Steps at LangFast, by HTTP status.")
            .labelNames("step", "status")
            .register(registry);
    this.reconnects =
        counter("langfast2api_socket_reconnects_total", "Connections to the runner but the first.")
            .register(registry);
    this.refreshes =
        counter("langfast2api_session_refreshes_total", "Sessions that were refreshed.")
            .register(registry);
  }

  PrometheusRegistry registry() {
    return registry;
  }

  /** Shows how many answers are on their way. */
  void inFlight(IntSupplier answers) {
    GaugeWithCallback.builder()
        .name("langfast2api_streams_in_flight")
        .help("Answers on their way.")
        .callback(callback -> callback.call(answers.getAsInt()))
        .register(registry);
  }

  @Override
  public Observation begin(Received received) {
    return served -> {
      if (received.answer()) {
        ended.labelValues(word(served.end())).inc();
      }
      served.chat().ifPresent(asked -> count(served, asked));
    };
  }

  @Override
  public Consumer<String> begin(Step step) {
    return status -> {
      calls.labelValues(word(step), status).inc();
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
      Duration speaking = served.duration().minus(chat.firstText().get());
      perOutputToken
          .labelValues(OPERATION, chat.model())
          .observe(seconds(speaking) / (usage.completion() - 1));
    }
  }

  private static Counter.Builder counter(String name, String help) {
    return Counter.builder().name(name).help(help);
  }

  private static Histogram.Builder seconds(String name, String help, double[] bounds) {
    return Histogram.builder()
        .name(name)
        .unit(Unit.SECONDS)
        .help(help)
        .classicOnly()
        .classicUpperBounds(bounds);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static double[] powers(double first, int factor, int count) {
    double[] powers = new double[count];
    for (int i = 0; i < count; i++) {
      powers[i] = i == 0 ? first : powers[i - 1] * factor;
    }
    return powers;
  }
}
