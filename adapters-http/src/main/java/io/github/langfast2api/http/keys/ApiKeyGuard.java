package io.github.langfast2api.http.keys;

import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.http.exchange.RequestContext;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.Keyring;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** Lets pass who shows a key, or anybody if there is none to show. */
public final class ApiKeyGuard implements Handler {

  private static final String SCHEME = "Bearer ";
  private static final int LONG_ENOUGH_TO_SHOW = 16;

  private final Keyring keys;

  public ApiKeyGuard(Keyring keys) {
    this.keys = keys;
  }

  /** {@code OPTIONS} needs no key: browsers ask it before they show one. */
  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    if (keys.isOpen() || request.prologue().method().equals(Method.OPTIONS)) {
      response.next();
      return;
    }
    Optional<String> key = shown(request);
    Optional<ApiClient> client = key.flatMap(keys::find);
    if (client.isPresent()) {
      RequestContext.current().authenticated(client.get());
      response.next();
    } else {
      HttpReplies.error(
          request, response, key.map(ApiKeyGuard::wrong).orElseGet(ApiKeyGuard::missing));
    }
  }

  private static Optional<String> shown(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.AUTHORIZATION)
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip())
        .filter(key -> !key.isEmpty());
  }

  private static ApiError missing() {
    return unauthorized(
        "You didn't provide an API key. You need to provide your API key in an Authorization"
            + " header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).");
  }

  private static ApiError wrong(String key) {
    return unauthorized("Incorrect API key provided: " + masked(key) + ".")
        .withCode("invalid_api_key");
  }

  private static ApiError unauthorized(String message) {
    return ApiError.invalid(401, message).withHeader("www-authenticate", "Bearer");
  }

  /** Enough for its owner to know it by, unless that would be most of it. */
  private static String masked(String key) {
    return key.length() < LONG_ENOUGH_TO_SHOW
        ? "****"
        : key.substring(0, 3) + "****" + key.substring(key.length() - 4);
  }
}
