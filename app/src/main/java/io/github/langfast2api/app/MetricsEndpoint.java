package io.github.langfast2api.app;

import io.github.langfast2api.http.exchange.HttpReplies;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** {@code GET /metrics}: in Prometheus's text format, or in OpenMetrics' if it is accepted. */
final class MetricsEndpoint implements Handler {

  private static final OpenMetricsTextFormatWriter OPEN_METRICS =
      OpenMetricsTextFormatWriter.create();
  private static final PrometheusTextFormatWriter TEXT = PrometheusTextFormatWriter.create();

  private final PrometheusRegistry registry;

  MetricsEndpoint(PrometheusRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    Optional<String> accepted = request.headers().first(HeaderNames.ACCEPT);
    ExpositionFormatWriter format =
        accepted.filter(OPEN_METRICS::accepts).isPresent() ? OPEN_METRICS : TEXT;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      format.write(text, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    response.header(HeaderNames.CONTENT_TYPE, format.getContentType());
    HttpReplies.send(request, response, text.toByteArray());
  }
}
