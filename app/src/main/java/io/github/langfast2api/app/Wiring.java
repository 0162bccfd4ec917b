package io.github.langfast2api.app;

import io.github.langfast2api.app.AppConfig.Upstream;
import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.http.ApiServer;
import io.github.langfast2api.http.HttpSettings;
import io.github.langfast2api.langfast.Credentials;
import io.github.langfast2api.langfast.LangFastBackend;
import io.github.langfast2api.langfast.LangFastSettings;
import io.github.langfast2api.ports.admission.Admission;
import io.github.langfast2api.ports.admission.AdmissionBackend;
import io.github.langfast2api.ports.admission.DrainingBackend;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.github.langfast2api.ports.health.ReadinessProbe;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import io.github.langfast2api.ports.keys.Keyring;
import io.github.langfast2api.ports.limits.InMemoryRateLimiter;
import io.github.langfast2api.ports.resilience.CircuitBreakerBackend;
import io.github.langfast2api.ports.resilience.DeadlineBackend;
import io.github.langfast2api.ports.resilience.RetryBackend;
import io.github.langfast2api.ports.resilience.RetryPolicy;
import io.github.langfast2api.ports.stop.StopSequenceBackend;
import io.github.langfast2api.ports.usage.CountingBackend;
import io.github.langfast2api.simulator.Simulator;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the parts together, by hand. */
final class Wiring {

  /** So many requests must fail, one after the other, for the upstream to be taken for dead. */
  private static final int FAILURES_IN_A_ROW = 5;

  /** How long clients that are told of the stop may take to hear it. */
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  /** So many requests wait for room, and so long. */
  private static final int WAITING = 100;

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final AppConfig config;
  private final Telemetry telemetry;
  private final List<AutoCloseable> parts = new ArrayList<>();

  Wiring(AppConfig config) {
    this.config = config;
    this.telemetry = closedAtTheEnd(new Telemetry(config.traces()));
  }

  /**
   * Starts the gateway.
   *
   * @throws ConfigurationException if the configuration does not allow it to run
   */
  RunningGateway start() {
    ModelCatalog catalog = catalog();
    LangFastBackend langFast = closedAtTheEnd(new LangFastBackend(langFastSettings()));
    CircuitBreakerBackend breaker =
        new CircuitBreakerBackend(
            new RetryBackend(langFast, RetryPolicy.DEFAULT), FAILURES_IN_A_ROW);
    ChatBackend bounded =
        new AdmissionBackend(
            new DeadlineBackend(breaker, config.deadlines()),
            new Admission(config.maxAnswers(), WAITING, TIMEOUT));
    DrainingBackend stoppable = new DrainingBackend(bounded);
    ChatBackend backend =
        new CountingBackend(new StopSequenceBackend(stoppable), new Tokenizers(catalog));
    telemetry.metrics().inFlight(stoppable::answers);
    WebServer server =
        server(
            catalog,
            backend,
            () ->
                stoppable
                    .notReadyReason()
                    .or(langFast::notReadyReason)
                    .or(breaker::notReadyReason));
    langFast.start();
    return new RunningGateway(server, stoppable, config.drain(), parts);
  }

  /**
   * Tries all that is configured, and serves nobody.
   *
   * @throws ConfigurationException if the configuration does not allow it to run
   * @throws io.github.langfast2api.domain.ChatException if LangFast does not
   */
  void check() {
    ModelCatalog unusedCatalog = catalog();
    Keyring unusedKeys = keyring();
    config.certificate().ifPresent(Certificates::tls);
    try (LangFastBackend langFast = new LangFastBackend(langFastSettings())) {
      langFast.check();
    } finally {
      parts.forEach(RunningGateway::close);
    }
  }

  private ModelCatalog catalog() {
    try {
      return ModelsFile.load(config.modelsFile()).withAliases(config.modelAliases());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("MODEL_ALIASES: " + e.getMessage() + ".", e);
    }
  }

  private LangFastSettings langFastSettings() {
    return (config.upstream() == Upstream.LANGFAST ? langFast() : simulator())
        .withTimeouts(config.timeouts())
        .withVariants(config.variants())
        .withObserver(telemetry);
  }

  private LangFastSettings langFast() {
    return LangFastSettings.of(
            config.supabase(), config.runner(), config.anonKey(), config.credentials())
        .withSessionFile(config.sessionFile());
  }

  private LangFastSettings simulator() {
    URI simulator = closedAtTheEnd(Simulator.start()).uri();
    return LangFastSettings.of(
        simulator, simulator, Simulator.ANON_KEY, new Credentials.Anonymous());
  }

  private WebServer server(ModelCatalog catalog, ChatBackend backend, ReadinessProbe probe) {
    WebServerConfig.Builder server =
        WebServer.builder()
            .shutdownHook(false)
            .shutdownGracePeriod(FAREWELL)
            .addFeature(HealthEndpoints.of(probe));
    config.certificate().ifPresent(certificate -> server.tls(Certificates.tls(certificate)));
    HttpRouting.Builder routing = HttpRouting.builder();
    Cors.allow(config.origins(), server);
    routing.get("/metrics", new MetricsEndpoint(telemetry.metrics().registry()));
    new ApiServer(catalog, backend, new InMemoryRateLimiter(), httpSettings(), telemetry)
        .configure(server, routing);
    return Listening.start(server.routing(routing), config.host(), config.port());
  }

  private HttpSettings httpSettings() {
    return new HttpSettings(
        keyring(),
        config.maxBodyBytes(),
        config.strict(),
        config.clientTimeout(),
        HttpSettings.DEFAULTS.keepAliveInterval(),
        config.upstream() == Upstream.SIMULATOR);
  }

  private Keyring keyring() {
    Map<String, ApiClient> keys = new LinkedHashMap<>();
    for (String key : config.keys()) {
      keys.put(key, ApiClient.unlimited("key-" + (keys.size() + 1)));
    }
    Keyring fixed = DigestKeyring.of(keys);
    return config
        .keysFile()
        .<Keyring>map(file -> new KeysFile(file, fixed, System::nanoTime))
        .orElse(fixed);
  }

  private <T extends AutoCloseable> T closedAtTheEnd(T part) {
    // What was made later stands on what was made before, and is closed first.
    parts.addFirst(part);
    return part;
  }
}
