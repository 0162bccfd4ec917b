package io.github.langfast2api.http;

import io.github.langfast2api.http.answer.AnswerHandler;
import io.github.langfast2api.http.answer.Dialect;
import io.github.langfast2api.http.answer.DialectEndpoint;
import io.github.langfast2api.http.answer.EndpointHandler;
import io.github.langfast2api.http.answer.RequestFit;
import io.github.langfast2api.http.answer.TokenCountHandler;
import io.github.langfast2api.http.chat.ChatDialect;
import io.github.langfast2api.http.connection.ClientConnectionSelector;
import io.github.langfast2api.http.connection.ConnectionCloseFilter;
import io.github.langfast2api.http.connection.HttpListener;
import io.github.langfast2api.http.error.ErrorForms;
import io.github.langfast2api.http.exchange.ApiErrorHandler;
import io.github.langfast2api.http.exchange.CorsFilter;
import io.github.langfast2api.http.exchange.HostFilter;
import io.github.langfast2api.http.exchange.RequestContextFilter;
import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.http.exchange.RouteTable;
import io.github.langfast2api.http.exchange.TrailingSlashFilter;
import io.github.langfast2api.http.exchange.TransportErrorHandler;
import io.github.langfast2api.http.keys.ApiKeyGuard;
import io.github.langfast2api.http.keys.RateLimitGuard;
import io.github.langfast2api.http.messages.MessagesDialect;
import io.github.langfast2api.http.models.ModelById;
import io.github.langfast2api.http.models.ModelList;
import io.github.langfast2api.http.pages.Pages;
import io.github.langfast2api.http.pages.StatusPage;
import io.github.langfast2api.http.request.RequestBody;
import io.github.langfast2api.http.request.RequestEncodings;
import io.github.langfast2api.http.responses.ResponsesDialect;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The HTTP side of the gateway: serves the APIs, that is everything below {@code /v1}, and the
 * pages, by Helidon.
 */
public final class ApiServer {

  /** The share of the heap for requests, and for answers that are not streamed. */
  private static final int MEMORY_PERCENT = 48;

  private final ModelCatalog catalog;
  private final ApiPorts ports;
  private final HttpSettings settings;
  private final RequestObserver observer;
  private final List<Dialect> dialects;
  private final MemoryBudget memory = MemoryBudget.ofHeap(MEMORY_PERCENT);
  private final ErrorForms errorForms;

  /**
   * A server of all dialects.
   *
   * @param catalog the models on offer
   * @param ports what answers, limits, keeps and counts; nothing of it is closed
   * @param observer is told of every request
   */
  public ApiServer(
      ModelCatalog catalog, ApiPorts ports, HttpSettings settings, RequestObserver observer) {
    this(
        catalog,
        ports,
        settings,
        observer,
        List.of(
            new ChatDialect(ports.schemas()),
            new ResponsesDialect(ports.schemas(), ports.responses()),
            new MessagesDialect(ports.schemas(), catalog)));
  }

  ApiServer(
      ModelCatalog catalog,
      ApiPorts ports,
      HttpSettings settings,
      RequestObserver observer,
      List<Dialect> dialects) {
    this.catalog = catalog;
    this.ports = ports;
    this.settings = settings;
    this.observer = observer;
    this.dialects = List.copyOf(dialects);
    this.errorForms =
        new ErrorForms(
            dialects.stream().collect(Collectors.toMap(Dialect::path, Dialect::errorForm)));
  }

  /**
   * Starts to serve.
   *
   * @param listener a new one, which the caller stops
   * @param web what pages in browsers may ask
   * @param endpoints further paths with their handlers for {@code GET} and {@code HEAD}, which
   *     answer by {@link io.github.langfast2api.http.exchange.HttpReplies}; no key is asked for
   * @throws IOException if the listener cannot bind to its address
   */
  public void start(HttpListener listener, WebAccess web, Map<String, Handler> endpoints)
      throws IOException {
    WebServerConfig.Builder server = WebServerConfig.builder().featuresDiscoverServices(false);
    ClientConnectionSelector selector = connections(server, web);
    HttpRouting.Builder routing = HttpRouting.builder();
    RouteTable routes = routes(routing, web);
    endpoints.forEach(routes::get);
    listener.start(server.buildPrototype(), routing, selector);
  }

  /**
   * Configures a Helidon server, which serves as {@link #start} does but has Helidon's listener.
   *
   * @param server gets limits, connection handling and error handling
   * @param routing gets filters, routes and error handlers
   */
  void configure(WebServerConfig.Builder server, HttpRouting.Builder routing) {
    server.addConnectionSelector(connections(server, WebAccess.UNRESTRICTED));
    var unused = routes(routing);
  }

  private ClientConnectionSelector connections(WebServerConfig.Builder server, WebAccess web) {
    server
        .maxPayloadSize(maxBodySize())
        .connectionOptions(options -> options.tcpNoDelay(true))
        // NIO and write buffers would cost each connection some 20 kB of buffers, rarely filled.
        .useNio(false)
        .writeBufferSize(0)
        .contentEncoding(new RequestEncodings())
        .errorHandling(errors -> errors.includeEntity(true))
        .directHandlers(TransportErrorHandler.handlers(maxBodySize(), errorForms, web.cors()))
        .protocolsDiscoverServices(false);
    return new ClientConnectionSelector(settings.clientTimeout());
  }

  /** The largest body: a heap that is too small for those of the setting takes smaller ones. */
  private int maxBodySize() {
    return (int) Math.min(settings.maxBodySize(), RequestBody.maxBytes(memory));
  }

  RouteTable routes(HttpRouting.Builder routing) {
    return routes(routing, WebAccess.UNRESTRICTED);
  }

  private RouteTable routes(HttpRouting.Builder routing, WebAccess web) {
    RouteTable routes = new RouteTable(routing);
    addFilters(routing, web);
    routing.error(Throwable.class, new ApiErrorHandler(routes));
    Pages.addTo(routes, settings.simulated());
    ApiKeyGuard guard = new ApiKeyGuard(settings.keys());
    StatusPage.addTo(routes, ports.status(), guard);
    routes.guard("/v1/*", guard);
    routes.get("/v1/models", new ModelList(catalog));
    routes.get("/v1/models/{+id}", new ModelById(catalog));
    RequestFit fit = new RequestFit(catalog, settings.strict());
    RateLimitGuard limits = new RateLimitGuard(ports.limiter());
    for (Dialect dialect : dialects) {
      routes.post(
          dialect.path(),
          new AnswerHandler(
              dialect,
              fit,
              ports.backend(),
              limits,
              memory,
              ports.prompts(),
              settings.keepAliveInterval()));
      dialect
          .tokenCount()
          .ifPresent(
              count ->
                  routes.post(
                      count.path(), new TokenCountHandler(count, fit, ports.prompts(), memory)));
      addEndpoints(dialect, routes);
    }
    return routes;
  }

  private void addFilters(HttpRouting.Builder routing, WebAccess web) {
    routing
        .addFilter(new ConnectionCloseFilter())
        .addFilter(new TrailingSlashFilter(Pages.withTrailingSlash()))
        .addFilter(
            new RequestContextFilter(
                errorForms,
                dialects.stream().map(Dialect::path).collect(Collectors.toSet()),
                observer))
        .addFilter(new CorsFilter(web.cors()))
        .addFilter(new HostFilter(web.hosts()));
  }

  private void addEndpoints(Dialect dialect, RouteTable routes) {
    Map<String, Map<String, Handler>> methodsByPath = new LinkedHashMap<>();
    for (DialectEndpoint endpoint : dialect.endpoints()) {
      methodsByPath
          .computeIfAbsent(endpoint.path(), path -> new HashMap<>())
          .put(endpoint.method(), new EndpointHandler(endpoint, memory));
    }
    methodsByPath.forEach(routes::methods);
  }
}
