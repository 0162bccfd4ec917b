package io.github.langfast2api.simulator;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A simulator of LangFast on a free port of the loopback address: both Supabase and the runner. It
 * runs from {@link #start()} until it is closed. Safe for any thread.
 *
 * <p>A run is answered by the script for its last user message, or else by the settings' answers.
 */
public final class Simulator implements AutoCloseable {
  /** The API key that it accepts. */
  public static final String ANON_KEY = "langfast2api-simulator";

  private final SimulatorSettings settings;
  private final SimulatorShutdown shutdown = new SimulatorShutdown();
  private final Traffic traffic = new Traffic();
  private final RunnerClients clients = new RunnerClients();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("simulator-", 0).factory());
  private final AccessTokens tokens;
  private final Runs runs;
  private final WebServer server;

  private Simulator(SimulatorSettings settings) {
    this.settings = settings;
    this.tokens = new AccessTokens(settings.tokenLifetime());
    this.runs = new Runs(settings.answers(), clients, shutdown, threads);
    this.server = server();
  }

  /** A simulator with default settings. */
  public static Simulator start() {
    return start(SimulatorSettings.defaults());
  }

  /** A simulator with these settings. */
  public static Simulator start(SimulatorSettings settings) {
    Simulator simulator = new Simulator(settings);
    simulator.server.start();
    return simulator;
  }

  /** The base URL of Supabase's calls and of the runner. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** Answers all runs from now on whose last user message has this text. */
  public void play(String lastUserText, RunScript answer) {
    runs.script(lastUserText, answer);
  }

  /** Queues a refusal for the next call of this kind. */
  public void refuseNext(Call call, CallRefusal refusal) {
    traffic.refuseNext(call, refusal);
  }

  /** The number of calls, including refused ones; of {@code CONNECT} only accepted ones. */
  public int calls(Call call) {
    return traffic.calls(call);
  }

  /** Expires all access tokens issued so far. Clients of the runner stay connected. */
  public void expireTokens() {
    tokens.expireAll();
  }

  /** Aborts all WebSockets without a close frame; events sent meanwhile are lost. */
  public void dropSockets() {
    clients.abortAll();
  }

  /** The number of clients that are connected to the runner. */
  public int sockets() {
    return clients.connected();
  }

  /** The bodies of the newest runs that were accepted, oldest first, at most a hundred. */
  public List<JsonObject> runs() {
    return runs.bodies();
  }

  /** Ends all runs and connections, and closes the port. */
  @Override
  public void close() {
    shutdown.begin();
    clients.abortAll();
    server.stop();
    threads.close();
  }

  private WebServer server() {
    EngineIoUpgrade upgrade = new EngineIoUpgrade(traffic, this::engineIo);
    return WebServer.builder()
        .address(InetAddress.ofLiteral("127.0.0.1"))
        .port(0)
        .shutdownHook(false)
        .featuresDiscoverServices(false)
        .shutdownGracePeriod(Duration.ofMillis(100))
        .connectionOptions(options -> options.tcpNoDelay(true))
        .protocolsDiscoverServices(false)
        .addConnectionSelector(
            Http1ConnectionSelector.builder()
                .config(Http1Config.create())
                .addUpgrader(upgrade)
                .build())
        .routing(routing -> routes().addTo(routing))
        .build();
  }

  private SimulatorRoutes routes() {
    PromptStore prompts = new PromptStore();
    return new SimulatorRoutes(
        traffic,
        new SupabaseAuth(tokens, new AuthSessions(settings.refreshReuse())),
        new CreatePrompt(tokens, prompts),
        new StartRun(tokens, prompts, runs, settings.jsonFormats()));
  }

  private EngineIoSocket engineIo(ServerWebSocket socket) {
    RunnerClient client = new RunnerClient(socket, tokens, traffic, clients);
    return new EngineIoSocket(socket, settings, threads, client);
  }
}
