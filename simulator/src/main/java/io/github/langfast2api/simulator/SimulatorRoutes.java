package io.github.langfast2api.simulator;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;

/** The HTTP routes of the REST calls and of the runner. */
final class SimulatorRoutes {
  private final Traffic traffic;
  private final SupabaseAuth auth;
  private final Endpoint createPrompt;
  private final Endpoint startRun;

  SimulatorRoutes(Traffic traffic, SupabaseAuth auth, Endpoint createPrompt, Endpoint startRun) {
    this.traffic = traffic;
    this.auth = auth;
    this.createPrompt = createPrompt;
    this.startRun = startRun;
  }

  void addTo(HttpRouting.Builder routing) {
    routing
        .addFilter(SimulatorRoutes::closeWhereAsked)
        .post("/auth/v1/signup", handler(Call.SIGN_UP, auth::signUp))
        .post("/auth/v1/token", this::token)
        .post("/rest/v1/rpc/create_prompt", handler(Call.CREATE_PROMPT, createPrompt))
        .post("/functions/v1/initiate-prompt-run", handler(Call.START_RUN, startRun))
        .any(EngineIoUpgrade.PATH, SimulatorRoutes::withoutHandshake);
  }

  private CallHandler handler(Call call, Endpoint endpoint) {
    return new CallHandler(call, traffic, endpoint);
  }

  private void token(ServerRequest request, ServerResponse response) throws IOException {
    switch (request.query().first("grant_type").orElse("")) {
      case "password" -> handler(Call.PASSWORD, auth::password).handle(request, response);
      case "refresh_token" -> handler(Call.REFRESH, auth::refresh).handle(request, response);
      default -> CallHandler.send(SupabaseAuth.UNKNOWN_GRANT, response);
    }
  }

  private static void withoutHandshake(ServerRequest request, ServerResponse response) {
    CallHandler.send(CallReply.of(400, EngineIoError.withoutHandshake(request.query())), response);
  }

  /** Closes connections on {@code Connection: close}, which the web server does not. */
  private static void closeWhereAsked(
      FilterChain chain, RoutingRequest request, RoutingResponse response) {
    chain.proceed();
    if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      throw new CloseConnectionException("the client asked for it");
    }
  }
}
