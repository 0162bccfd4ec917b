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

/**
 * The authentication of requests by API key, {@code Authorization: Bearer} (RFC 6750). Requests
 * without a valid key are answered with 401 before their body is read. If the gateway has no keys,
 * every request passes.
 */
public final class ApiKeyGuard implements Handler {

  private static final String SCHEME = "Bearer ";
  private static final int MASKED_KEY_MIN_CHARS = 16;

  private final Keyring keys;

  /** A guard that accepts these keys. */
  public ApiKeyGuard(Keyring keys) {
    this.keys = keys;
  }

  /** Authenticates a request. {@code OPTIONS} needs no key: browsers send preflights without. */
  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    if (keys.isOpen() || request.prologue().method().equals(Method.OPTIONS)) {
      response.next();
      return;
    }
    Optional<String> key = bearerToken(request);
    Optional<ApiClient> client = key.flatMap(keys::find);
    if (client.isPresent()) {
      RequestContext.current().noteClient(client.get());
      response.next();
    } else {
      HttpReplies.error(
          request, response, key.map(ApiKeyGuard::incorrect).orElseGet(ApiKeyGuard::missing));
    }
  }

  private static Optional<String> bearerToken(ServerRequest request) {
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

  private static ApiError incorrect(String key) {
    return unauthorized("Incorrect API key provided: " + masked(key) + ".")
        .withCode("invalid_api_key");
  }

  private static ApiError unauthorized(String message) {
    return ApiError.invalid(401, message).withHeader("www-authenticate", "Bearer");
  }

  /** The ends of a key, by which its owner recognises it; nothing of a key that is short. */
  private static String masked(String key) {
    return key.length() < MASKED_KEY_MIN_CHARS
        ? "****"
        : key.substring(0, 3) + "****" + key.substring(key.length() - 4);
  }
}
