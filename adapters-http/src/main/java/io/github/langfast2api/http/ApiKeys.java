package io.github.langfast2api.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** Lets pass who shows a key, or anybody if there is none to show. */
final class ApiKeys implements Handler {

  private static final String SCHEME = "Bearer ";
  private static final int LONG_ENOUGH_TO_SHOW = 16;

  private final Keyring keys;

  ApiKeys(Keyring keys) {
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
    Optional<Client> client = key.flatMap(keys::find);
    if (client.isPresent()) {
      Exchange.current().shownKeyOf(client.get());
      response.next();
    } else {
      Answers.error(request, response, key.map(ApiKeys::wrong).orElseGet(ApiKeys::missing));
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
