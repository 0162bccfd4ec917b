package io.github.langfast2api.app.config;

/**
 * All settings of the gateway, read and checked, in the groups of the jar's application.yaml.
 *
 * @param listener the address the gateway listens on, TLS and CORS
 * @param access the API keys that clients may use
 * @param upstream LangFast, or the simulator in its place
 * @param requests limits on what clients send
 * @param answers limits on the answers made at the same time
 * @param responses where responses are kept
 * @param sharing what several instances share
 * @param catalog the models on offer
 * @param telemetry log and traces
 */
public record AppConfig(
    ListenerConfig listener,
    AccessConfig access,
    UpstreamConfig upstream,
    RequestConfig requests,
    AnswerConfig answers,
    ResponsesConfig responses,
    SharingConfig sharing,
    CatalogConfig catalog,
    TelemetryConfig telemetry) {

  /**
   * Reads all settings.
   *
   * @throws ConfigurationException if a value is missing or not allowed
   */
  public static AppConfig of(Settings settings) {
    UpstreamConfig upstream = UpstreamConfig.of(settings);
    SharingConfig sharing = SharingConfig.of(settings);
    return new AppConfig(
        ListenerConfig.of(settings),
        AccessConfig.of(settings),
        upstream,
        RequestConfig.of(settings),
        AnswerConfig.of(settings),
        ResponsesConfig.of(settings, upstream.sessionFile(), sharing.redis().isPresent()),
        sharing,
        CatalogConfig.of(settings),
        TelemetryConfig.of(settings));
  }

  /** Whether other machines can reach the gateway and need no API key. */
  public boolean isOpenToNetwork() {
    return !access.requiresKeys() && !listener.isLoopback();
  }
}
