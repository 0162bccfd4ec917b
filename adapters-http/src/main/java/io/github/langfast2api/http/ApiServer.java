package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.http.answer.AnswerHandler;
import io.github.langfast2api.http.answer.Dialect;
import io.github.langfast2api.http.answer.RequestFit;
import io.github.langfast2api.http.chat.ChatDialect;
import io.github.langfast2api.http.connection.ClientConnectionSelector;
import io.github.langfast2api.http.connection.ConnectionCloseFilter;
import io.github.langfast2api.http.error.ErrorForms;
import io.github.langfast2api.http.exchange.ApiErrorHandler;
import io.github.langfast2api.http.exchange.RequestContextFilter;
import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.http.exchange.ResponseHeaders;
import io.github.langfast2api.http.exchange.RouteTable;
import io.github.langfast2api.http.exchange.TrailingSlashFilter;
import io.github.langfast2api.http.exchange.TransportErrorHandler;
import io.github.langfast2api.http.keys.ApiKeyGuard;
import io.github.langfast2api.http.keys.RateLimitGuard;
import io.github.langfast2api.http.models.ModelById;
import io.github.langfast2api.http.models.ModelList;
import io.github.langfast2api.http.pages.Pages;
import io.github.langfast2api.http.request.RequestBody;
import io.github.langfast2api.http.request.RequestEncodings;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.github.langfast2api.ports.limits.RateLimiter;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The HTTP side of the gateway: sets up a Helidon web server to serve the APIs and the pages. The
 * caller starts and stops the server.
 */
public final class ApiServer {

  /** The share of the heap for requests, and for answers that are not streamed. */
  private static final int MEMORY_PERCENT = 48;

  private final ModelCatalog catalog;
  private final ChatBackend backend;
  private final RateLimiter limiter;
  private final HttpSettings settings;
  private final RequestObserver observer;
  private final List<Dialect> dialects;
  private final MemoryBudget memory = MemoryBudget.ofHeap(MEMORY_PERCENT);
  private final ErrorForms errorForms;

  /**
   * A server of all dialects.
   *
   * @param catalog the models on offer
   * @param backend answers requests; it is not closed
   * @param limiter the rate limiter of API keys, one for all dialects
   * @param observer is told of every request
   */
  public ApiServer(
      ModelCatalog catalog,
      ChatBackend backend,
      RateLimiter limiter,
      HttpSettings settings,
      RequestObserver observer) {
    this(catalog, backend, limiter, settings, observer, List.of(new ChatDialect()));
  }

  ApiServer(
      ModelCatalog catalog,
      ChatBackend backend,
      RateLimiter limiter,
      HttpSettings settings,
      RequestObserver observer,
      List<Dialect> dialects) {
    this.catalog = catalog;
    this.backend = backend;
    this.limiter = limiter;
    this.settings = settings;
    this.observer = observer;
    this.dialects = List.copyOf(dialects);
    this.errorForms =
        new ErrorForms(
            dialects.stream().collect(Collectors.toMap(Dialect::path, Dialect::errorForm)));
  }

  /**
   * Configures a server and its routes: everything below {@code /v1}, {@code /} and the playground.
   * Address, port, TLS, health and metrics are the caller's. The routes pass requests for unknown
   * paths on, so that the caller can add others before or after them.
   *
   * <p>The server gets a connection selector for HTTP/1.1 with disconnect detection, and Helidon's
   * discovery of other protocols is turned off. Apply a configuration that sets these before.
   *
   * @param server gets limits, connection handling and error handling
   * @param routing gets filters, routes and error handlers
   */
  public void configure(WebServerConfig.Builder server, HttpRouting.Builder routing) {
    connections(server);
    var unused = routes(routing);
  }

  /** The names of the response headers that CORS must expose to scripts of web pages. */
  public static Set<String> exposedHeaders() {
    return ResponseHeaders.EXPOSED;
  }

  private void connections(WebServerConfig.Builder server) {
    server
        .maxPayloadSize(maxBodySize())
        .connectionOptions(options -> options.tcpNoDelay(true))
        // NIO and write buffers would cost each connection some 20 kB of buffers, rarely filled.
        .useNio(false)
        .writeBufferSize(0)
        .contentEncoding(new RequestEncodings())
        .errorHandling(errors -> errors.includeEntity(true))
        .directHandlers(TransportErrorHandler.handlers(maxBodySize(), errorForms))
        .protocolsDiscoverServices(false)
        .addConnectionSelector(new ClientConnectionSelector(settings.clientTimeout()));
  }

  /** The largest body: a heap that is too small for those of the setting takes smaller ones. */
  private int maxBodySize() {
    return (int) Math.min(settings.maxBodySize(), RequestBody.maxBytes(memory));
  }

  RouteTable routes(HttpRouting.Builder routing) {
    RouteTable routes = new RouteTable(routing);
    routing
        .addFilter(new ConnectionCloseFilter())
        .addFilter(new TrailingSlashFilter(Pages.withTrailingSlash()))
        .addFilter(
            new RequestContextFilter(
                errorForms,
                dialects.stream().map(Dialect::path).collect(Collectors.toSet()),
                observer))
        .error(Throwable.class, new ApiErrorHandler(routes));
    Pages.addTo(routes, settings.simulated());
    routes.guard("/v1/*", new ApiKeyGuard(settings.keys()));
    routes.get("/v1/models", new ModelList(catalog));
    routes.get("/v1/models/{+id}", new ModelById(catalog));
    RequestFit fit = new RequestFit(catalog, settings.strict());
    RateLimitGuard limits = new RateLimitGuard(limiter);
    for (Dialect dialect : dialects) {
      routes.post(
          dialect.path(),
          new AnswerHandler(dialect, fit, backend, limits, memory, settings.keepAliveInterval()));
    }
    return routes;
  }
}
