package io.github.langfast2api.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.ports.health.StatusSource;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code GET /status.json}: what the gateway knows of itself now. */
record StatusJson(StatusSource status) implements Handler {

  static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    HttpReplies.json(request, response.header(NO_STORE), status.json().getBytes(UTF_8));
  }
}
