package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.ports.ModelCatalog;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;

/** Makes a web server speak OpenAI's API. */
public final class OpenAiServer {

  private OpenAiServer() {}

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
        .directHandlers(TransportErrors.handlers(settings.maxBodySize()))
        .protocolsDiscoverServices(false)
        .addConnectionSelector(new WatchedConnections(settings.clientPatience()));
  }

  static Routes routes(
      HttpRouting.Builder routing,
      ModelCatalog catalog,
      ChatBackend backend,
      HttpSettings settings,
      RequestObserver observer) {
    routing
        .addFilter(new ConnectionClose())
        .addFilter(new Exchanges(observer))
        .error(Throwable.class, new ErrorAnswers());
    Routes routes = new Routes(routing);
    Pages.addTo(routes, settings.simulated());
    routes.get("/openapi.yaml", new OpenApi());
    routes.guard("/v1/*", new ApiKeys(settings.keys()));
    routes.get("/v1/models", new ModelList(catalog));
    routes.get("/v1/models/{+id}", new ModelById(catalog));
    routes.post("/v1/chat/completions", new ChatCompletions(catalog, backend, settings));
    return routes;
  }
}
