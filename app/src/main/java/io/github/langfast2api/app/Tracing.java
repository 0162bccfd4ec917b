package io.github.langfast2api.app;

import io.github.langfast2api.http.exchange.EndReason;
import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.langfast.LangFastObserver;
import io.github.langfast2api.langfast.emulation.EmulationObserver;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Traces, exported by OTLP over HTTP: a server span per request, whose parent is the client's if it
 * sends W3C's {@code traceparent}, with a client span for each call to LangFast as its child, and
 * one for an answer that is asked for once more. Attributes are those of OpenTelemetry's semantic
 * conventions; nothing of prompts and answers is in them.
 */
final class Tracing implements RequestObserver, LangFastObserver, EmulationObserver, AutoCloseable {

  /** A page that is open for hours is no request to be traced. */
  private static final String WATCHED = "/status/events";

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> REQUEST_ID =
      AttributeKey.stringKey("langfast2api.request_id");
  private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("gen_ai.operation.name");
  private static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
  private static final AttributeKey<Long> OUTPUT =
      AttributeKey.longKey("gen_ai.usage.output_tokens");

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /**
   * Creates the exporter; nothing is sent yet.
   *
   * @param endpoint the base URL of an OTLP collector, without {@code /v1/traces}
   */
  Tracing(URI endpoint) {
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint.toString().replaceAll("/+$", "") + "/v1/traces")
            .build();
    this.provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(AttributeKey.stringKey("service.name"), "langfast2api"))))
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build();
    this.tracer = provider.get("langfast2api");
  }

  /** Makes the span current until the request ends, which is on the same thread. */
  @Override
  @SuppressWarnings("MustBeClosedChecker")
  public Observation begin(Received received) {
    if (received.path().equals(WATCHED)) {
      return RequestObserver.NONE.begin(received);
    }
    Span span =
        tracer
            .spanBuilder(received.method() + " " + received.path())
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent(received))
            .setAttribute(METHOD, received.method())
            .setAttribute(PATH, received.path())
            .setAttribute(REQUEST_ID, received.id())
            .startSpan();
    Context context = Context.root().with(span);
    Scope scope = context.makeCurrent();
    return new Observation() {
      @Override
      public void end(Served served) {
        scope.close();
        describe(span, served);
        span.end();
      }

      @Override
      public Runnable carried(Runnable task) {
        return context.wrap(task);
      }
    };
  }

  @Override
  public Consumer<String> begin(Step step) {
    Span span =
        tracer
            .spanBuilder("langfast " + step.name().toLowerCase(Locale.ROOT))
            .setSpanKind(SpanKind.CLIENT)
            .startSpan();
    return status -> {
      if (!status.equals("200")) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute(ERROR, status);
      }
      span.end();
    };
  }

  @Override
  public AnswerObservation begin() {
    return new SecondAskSpan(tracer, Context.current());
  }

  /** Exports the spans that are left. Blocks for that. */
  @Override
  public void close() {
    provider.close();
  }

  private static void describe(Span span, Served served) {
    span.setAttribute(STATUS, served.status());
    served
        .chat()
        .ifPresent(
            chat -> {
              span.updateName("chat " + chat.model());
              span.setAttribute(OPERATION, "chat");
              span.setAttribute(MODEL, chat.model());
              chat.usage()
                  .ifPresent(
                      usage -> {
                        span.setAttribute(INPUT, usage.prompt());
                        span.setAttribute(OUTPUT, usage.completion());
                      });
            });
    if (served.end() != EndReason.DONE) {
      span.setAttribute(ERROR, served.end().name().toLowerCase(Locale.ROOT));
      if (served.status() >= 500 || served.status() == 200) {
        span.setStatus(StatusCode.ERROR);
      }
    }
  }

  private static Context parent(Received received) {
    Map<String, String> headers =
        Map.of(
            "traceparent", received.traceParent().orElse(""),
            "tracestate", received.traceState().orElse(""));
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, new Headers());
  }

  private static final class Headers implements TextMapGetter<Map<String, String>> {

    @Override
    public Iterable<String> keys(Map<String, String> headers) {
      return List.copyOf(headers.keySet());
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> headers, String name) {
      return headers == null ? null : headers.get(name);
    }
  }
}
