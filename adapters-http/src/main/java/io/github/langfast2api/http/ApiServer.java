package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.http.chat.ChatCompletions;
import io.github.langfast2api.http.connection.ClientConnectionSelector;
import io.github.langfast2api.http.connection.ConnectionCloseFilter;
import io.github.langfast2api.http.exchange.ApiErrorHandler;
import io.github.langfast2api.http.exchange.RequestContextFilter;
import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.http.exchange.ResponseHeaders;
import io.github.langfast2api.http.exchange.RouteTable;
import io.github.langfast2api.http.exchange.TransportErrorHandler;
import io.github.langfast2api.http.keys.ApiKeyGuard;
import io.github.langfast2api.http.models.ModelById;
import io.github.langfast2api.http.models.ModelList;
import io.github.langfast2api.http.pages.OpenApiPage;
import io.github.langfast2api.http.pages.Pages;
import io.github.langfast2api.http.request.RequestEncodings;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.util.Set;

/** Makes a web server speak OpenAI's API. */
public final class ApiServer {

  private ApiServer() {}

  /**
   * Sets up a server and its routes: limits, connections, errors and everything below {@code /v1},
   * {@code /}, and the playground. Host, port, health and metrics are the caller's. The routes
   * answer nothing that they do not know, so that others may be added before or after them.
   *
   * <p>The server speaks HTTP/1.1 alone, over connections of its own kind that notice a client's
   * leaving: what it would discover of other protocols is left out. So read whatever else there is
   * to configure before.
   *
   * @param server gets limits, connection and error handling
   * @param routing gets filters, routes and error handlers
   * @param catalog the models on offer
   * @param backend answers; it is not closed
   * @param observer is told of every request
   */
  public static void configure(
      WebServerConfig.Builder server,
      HttpRouting.Builder routing,
      ModelCatalog catalog,
      ChatBackend backend,
      HttpSettings settings,
      RequestObserver observer) {
    connections(server, settings);
    var unused = routes(routing, catalog, backend, settings, observer);
  }

  /** The names of the response headers that CORS must expose to scripts of web pages. */
  public static Set<String> exposedHeaders() {
    return ResponseHeaders.EXPOSED;
  }

  private static void connections(WebServerConfig.Builder server, HttpSettings settings) {
    server
        .maxPayloadSize(settings.maxBodySize())
        .connectionOptions(options -> options.tcpNoDelay(true))
        // Of thousands of connections each would have three buffers that are filled once in a
        // while.
        .useNio(false)
        .writeBufferSize(0)
        .contentEncoding(new RequestEncodings())
        .errorHandling(errors -> errors.includeEntity(true))
        .directHandlers(TransportErrorHandler.handlers(settings.maxBodySize()))
        .protocolsDiscoverServices(false)
        .addConnectionSelector(new ClientConnectionSelector(settings.clientTimeout()));
  }

  static RouteTable routes(
      HttpRouting.Builder routing,
      ModelCatalog catalog,
      ChatBackend backend,
      HttpSettings settings,
      RequestObserver observer) {
    routing
        .addFilter(new ConnectionCloseFilter())
        .addFilter(new RequestContextFilter(observer))
        .error(Throwable.class, new ApiErrorHandler());
    RouteTable routes = new RouteTable(routing);
    Pages.addTo(routes, settings.simulated());
    routes.get("/openapi.yaml", new OpenApiPage());
    routes.guard("/v1/*", new ApiKeyGuard(settings.keys()));
    routes.get("/v1/models", new ModelList(catalog));
    routes.get("/v1/models/{+id}", new ModelById(catalog));
    routes.post("/v1/chat/completions", new ChatCompletions(catalog, backend, settings));
    return routes;
  }
}
