package io.github.langfast2api.app;

import io.github.langfast2api.app.config.AppConfig;
import io.github.langfast2api.app.config.ConfigurationException;
import io.github.langfast2api.app.config.ListenerConfig;
import io.github.langfast2api.app.config.ListenerConfig.TlsFiles;
import io.github.langfast2api.app.config.UpstreamConfig;
import io.github.langfast2api.app.tls.ReloadedTls;
import io.github.langfast2api.app.tls.TlsException;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.http.ApiPorts;
import io.github.langfast2api.http.ApiServer;
import io.github.langfast2api.http.HttpSettings;
import io.github.langfast2api.http.WebAccess;
import io.github.langfast2api.http.connection.HttpListener;
import io.github.langfast2api.langfast.Credentials;
import io.github.langfast2api.langfast.LangFastBackend;
import io.github.langfast2api.langfast.LangFastSettings;
import io.github.langfast2api.langfast.Variants.ResponseFormatForm;
import io.github.langfast2api.langfast.emulation.EmulationSettings;
import io.github.langfast2api.langfast.emulation.JsonSchemas;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.github.langfast2api.ports.health.ReadinessProbe;
import io.github.langfast2api.ports.health.StatusSource;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import io.github.langfast2api.ports.keys.Keyring;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.simulator.Simulator;
import io.github.langfast2api.simulator.SimulatorSettings;
import io.helidon.webserver.http.Handler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Creates the gateway's parts as they are configured, and connects them: one method per part. */
final class Wiring {

  private static final Logger LOG = System.getLogger(Wiring.class.getName());

  /** The share of the heap for what is held of answers with tools or in JSON. */
  private static final int EMULATION_PERCENT = 7;

  private final AppConfig config;
  private final Telemetry telemetry;
  private final Sharing sharing;

  /** What must be closed when the gateway stops, in this order. */
  private final List<AutoCloseable> closeables = new ArrayList<>();

  Wiring(AppConfig config) {
    this.config = config;
    this.telemetry = closedOnStop(new Telemetry(config.telemetry().tracesEndpoint()));
    this.sharing = closedOnStop(new Sharing(config.sharing()));
    sharing.register(telemetry.metrics());
  }

  /**
   * Starts the gateway.
   *
   * @throws ConfigurationException if the configuration does not allow it to run
   */
  RunningGateway start() {
    ModelCatalog catalog = catalog();
    LangFastBackend langFast = closedOnStop(new LangFastBackend(langFastSettings()));
    JsonSchemas schemas = new JsonSchemas();
    BackendChain chain =
        BackendChain.of(
            langFast, config.answers(), new Tokenizers(catalog), emulation(catalog, schemas));
    telemetry.metrics().registerInFlight(chain.draining()::answers);
    telemetry.activity().countAnswersBy(chain.draining()::answers);
    ApiPorts ports = apiPorts(chain, schemas, status(chain, langFast));
    HttpListener listener = listener(catalog, ports, readiness(chain, langFast));
    langFast.start();
    return new RunningGateway(
        listener, chain.draining(), config.answers().drainTimeout(), closeables);
  }

  /**
   * Checks all that the gateway needs for its start, without serving anybody: files are read, and
   * LangFast is signed in to.
   *
   * @return what was found
   * @throws ConfigurationException if the configuration does not allow the gateway to run
   * @throws io.github.langfast2api.domain.ChatException if LangFast does not
   */
  CheckResult check() {
    ModelCatalog unusedCatalog = catalog();
    Keyring unusedKeys = keyring();
    Optional<Supplier<SSLContext>> unusedTls = config.listener().tls().map(Wiring::tls);
    try (LangFastBackend langFast = new LangFastBackend(langFastSettings())) {
      langFast.check();
      return new CheckResult(langFast.anonKeyOrigin(), sharing.check());
    } finally {
      closeables.forEach(RunningGateway::closeOrLog);
    }
  }

  /**
   * What a check found, in words for the operator.
   *
   * @param anonKeyOrigin where LangFast's public web key comes from
   * @param sharing whether instances can share; empty if they are not to
   */
  record CheckResult(String anonKeyOrigin, Optional<String> sharing) {}

  private ModelCatalog catalog() {
    try {
      return ModelsFile.load(config.catalog().modelsFile())
          .withAliases(config.catalog().modelAliases());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("MODEL_ALIASES: " + e.getMessage() + ".", e);
    }
  }

  private LangFastSettings langFastSettings() {
    LangFastSettings settings =
        switch (config.upstream().kind()) {
          case LANGFAST -> langFast(config.upstream());
          case SIMULATOR -> simulator();
        };
    return settings
        .withTimeouts(config.upstream().timeouts())
        .withMaxCalls(config.upstream().maxCalls())
        .withVariants(config.upstream().variants())
        .withObserver(telemetry);
  }

  private LangFastSettings langFast(UpstreamConfig upstream) {
    LangFastSettings settings = atLangFast(upstream);
    return sharing
        .session(settings.sessionOwner())
        .map(settings::withSharedSession)
        .orElse(settings);
  }

  private static LangFastSettings atLangFast(UpstreamConfig upstream) {
    LangFastSettings settings =
        LangFastSettings.of(upstream.supabase(), upstream.runner(), upstream.credentials())
            .withSite(upstream.site())
            .withProxies(upstream.proxies());
    if (!upstream.anonKey().isEmpty()) {
      settings = settings.withAnonKey(upstream.anonKey());
    }
    if (upstream.sessionFile().isEmpty()) {
      LOG.log(
          Level.WARNING,
          "There is no home directory, so each start signs in to LangFast anew:"
              + " set LANGFAST_SESSION_FILE.");
      return settings;
    }
    return settings.withSessionFile(upstream.sessionFile().get());
  }

  private LangFastSettings simulator() {
    SimulatorSettings settings = SimulatorSettings.defaults();
    URI simulator =
        closedOnStop(Simulator.start(passesFormats() ? settings.withJsonFormats() : settings))
            .uri();
    return LangFastSettings.of(
        simulator, simulator, Simulator.ANON_KEY, new Credentials.Anonymous());
  }

  private static ReadinessProbe readiness(BackendChain chain, LangFastBackend langFast) {
    return () ->
        chain
            .draining()
            .notReadyReason()
            .or(langFast::notReadyReason)
            .or(chain.circuitBreaker()::notReadyReason);
  }

  private EmulationSettings emulation(ModelCatalog catalog, JsonSchemas schemas) {
    Optional<Path> file =
        config.upstream().kind() == UpstreamConfig.Kind.LANGFAST
            ? config.upstream().sessionFile()
            : Optional.empty();
    String secret =
        file.map(session -> InstallationSecret.in(session.resolveSibling("tool-secret")))
            .orElseGet(InstallationSecret::random);
    return new EmulationSettings(
        secret,
        model -> catalog.require(model).roles(),
        passesFormats(),
        schemas,
        MemoryBudget.ofHeap(EMULATION_PERCENT),
        telemetry);
  }

  private boolean passesFormats() {
    return config.upstream().variants().responseFormat() == ResponseFormatForm.OPENAI;
  }

  private ApiPorts apiPorts(BackendChain chain, SchemaCheck schemas, StatusSource status) {
    return new ApiPorts(
        chain.outermost(), sharing.limiter(), schemas, responses(), chain.prompts(), status);
  }

  private StatusSource status(BackendChain chain, LangFastBackend langFast) {
    boolean simulated = config.upstream().kind() == UpstreamConfig.Kind.SIMULATOR;
    return new GatewayStatus(chain, langFast, simulated, telemetry.activity(), sharing);
  }

  private HttpListener listener(ModelCatalog catalog, ApiPorts ports, ReadinessProbe readiness) {
    ListenerConfig listen = config.listener();
    InetAddress address = PortBinding.resolve(listen.host());
    HttpListener listener =
        new HttpListener(
            address,
            listen.port(),
            FileDescriptors.maxConnections(listen.maxConnections()),
            listen.tls().map(Wiring::tls));
    Map<String, Handler> endpoints =
        new HashMap<>(HealthEndpoints.of(liveness(listener), readiness, sharing.probe()));
    endpoints.put("/metrics", new MetricsEndpoint(telemetry.metrics().registry()));
    ApiServer api = new ApiServer(catalog, ports, httpSettings(), telemetry);
    PortBinding.start(
        address, listen.port(), () -> api.start(listener, webAccess(address), endpoints));
    return listener;
  }

  /** The store of responses, which is closed after the answers that were running have ended. */
  private ResponseStore responses() {
    ResponseStore responses = closedOnStop(sharing.responses(config.responses()));
    telemetry.metrics().registerResponses(responses::usage);
    return responses;
  }

  private static ReadinessProbe liveness(HttpListener listener) {
    return () -> listener.isListening() ? Optional.empty() : Optional.of("clients cannot connect");
  }

  /** A key protects the gateway from pages on the web; without one the loopback address does. */
  private WebAccess webAccess(InetAddress address) {
    boolean checksHosts = address.isLoopbackAddress() && !config.access().requiresKeys();
    return WebAccess.of(
        checksHosts ? Optional.of(config.access().allowedHosts()) : Optional.empty(),
        config.listener().corsOrigins());
  }

  private static Supplier<SSLContext> tls(TlsFiles files) {
    try {
      return new ReloadedTls(files.certificateChain(), files.privateKey(), System::nanoTime);
    } catch (TlsException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()), e);
    }
  }

  private HttpSettings httpSettings() {
    return new HttpSettings(
        keyring(),
        config.requests().maxBodyBytes(),
        config.requests().strictParameters(),
        config.requests().clientTimeout(),
        HttpSettings.DEFAULTS.keepAliveInterval(),
        config.upstream().kind() == UpstreamConfig.Kind.SIMULATOR);
  }

  private Keyring keyring() {
    Map<String, ApiClient> clients = new LinkedHashMap<>();
    for (String key : config.access().keys()) {
      clients.put(key, ApiClient.unlimited("key-" + (clients.size() + 1)));
    }
    Keyring configured = DigestKeyring.of(clients);
    return config
        .access()
        .keysFile()
        .<Keyring>map(file -> new KeysFile(file, configured, System::nanoTime))
        .orElse(configured);
  }

  /** A part may use those created before it, and so is closed before them. */
  private <T extends AutoCloseable> T closedOnStop(T part) {
    closeables.addFirst(part);
    return part;
  }
}
