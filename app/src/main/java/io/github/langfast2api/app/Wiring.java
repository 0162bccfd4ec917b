package io.github.langfast2api.app;

import io.github.langfast2api.app.AppConfig.Upstream;
import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.http.HttpSettings;
import io.github.langfast2api.http.OpenAiServer;
import io.github.langfast2api.langfast.Credentials;
import io.github.langfast2api.langfast.LangFastBackend;
import io.github.langfast2api.langfast.LangFastSettings;
import io.github.langfast2api.langfast.simulator.Simulator;
import io.github.langfast2api.ports.CircuitBreakerBackend;
import io.github.langfast2api.ports.DeadlineBackend;
import io.github.langfast2api.ports.ModelCatalog;
import io.github.langfast2api.ports.ReadinessProbe;
import io.github.langfast2api.ports.RetryBackend;
import io.github.langfast2api.ports.RetryPolicy;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts the parts together, by hand. */
final class Wiring {

  /** So many requests must fail, one after the other, for the upstream to be taken for dead. */
  private static final int FAILURES_IN_A_ROW = 5;

  private final AppConfig config;
  private final List<AutoCloseable> parts = new ArrayList<>();

  Wiring(AppConfig config) {
    this.config = config;
  }

  /**
   * Starts the gateway.
   *
   * @throws ConfigurationException if the configuration does not allow it to run
   */
  Gateway start() {
    ModelCatalog catalog = ModelsFile.load(config.modelsFile());
    LangFastBackend langFast = closedAtTheEnd(new LangFastBackend(langFastSettings()));
    CircuitBreakerBackend breaker =
        new CircuitBreakerBackend(
            new RetryBackend(langFast, RetryPolicy.DEFAULT), FAILURES_IN_A_ROW);
    ChatBackend backend = new DeadlineBackend(breaker, config.deadlines());
    WebServer server = server(catalog, backend, () -> langFast.obstacle().or(breaker::obstacle));
    langFast.start();
    return new Gateway(server, parts);
  }

  private LangFastSettings langFastSettings() {
    return (config.upstream() == Upstream.LANGFAST ? langFast() : simulator())
        .withTimeouts(config.timeouts())
        .withVariants(config.variants());
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
            .host(config.host())
            .port(config.port())
            .shutdownHook(false)
            .addFeature(HealthEndpoints.of(probe));
    HttpRouting.Builder routing = HttpRouting.builder();
    OpenAiServer.configure(server, routing, catalog, backend, httpSettings());
    try {
      return server.routing(routing).build().start();
    } catch (UncheckedIOException e) {
      throw notListening(e);
    }
  }

  private ConfigurationException notListening(UncheckedIOException e) {
    String why = e.getCause() instanceof BindException ? "the port is taken or not allowed" : "";
    return new ConfigurationException(
        "It cannot listen on %s, port %d: %s. HOST and PORT choose where."
            .formatted(config.host(), config.port(), why.isEmpty() ? e.getMessage() : why),
        e);
  }

  private HttpSettings httpSettings() {
    return new HttpSettings(
        Set.copyOf(config.keys()),
        config.maxBodyBytes(),
        HttpSettings.DEFAULTS.keepAliveInterval());
  }

  private <T extends AutoCloseable> T closedAtTheEnd(T part) {
    // What was made later stands on what was made before, and is closed first.
    parts.addFirst(part);
    return part;
  }
}
