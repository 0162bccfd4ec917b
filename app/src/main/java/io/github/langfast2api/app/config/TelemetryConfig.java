package io.github.langfast2api.app.config;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Log and traces.
 *
 * @param tracesEndpoint the OTLP collector that traces are exported to
 * @param logLevel the lowest level that is logged
 * @param logFormat the format of log lines
 */
public record TelemetryConfig(
    Optional<URI> tracesEndpoint, LogLevel logLevel, LogFormat logFormat) {

  /** The format of log lines. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  /**
   * Reads the settings of log and traces alone, so that what is wrong with others can be logged.
   *
   * @throws ConfigurationException if a value is not allowed
   */
  public static TelemetryConfig of(Settings settings) {
    String endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    return new TelemetryConfig(
        settings.text(endpoint).map(url -> new UpstreamUrl(endpoint, true).parse(url)),
        settings.choice("LOG_LEVEL", LogLevel.BY_NAME),
        settings.choice("LOG_FORMAT", Map.of("text", LogFormat.TEXT, "json", LogFormat.JSON)));
  }
}
