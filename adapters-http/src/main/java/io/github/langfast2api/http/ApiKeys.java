package io.github.langfast2api.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets pass who shows a key, or anybody if there is none to show. How long a comparison takes says
 * nothing of the keys: digests of equal length are compared whole, and all of them.
 */
final class ApiKeys implements Handler {

  private static final String SCHEME = "Bearer ";
  private static final int LONG_ENOUGH_TO_SHOW = 16;

  private final List<byte[]> digests;

  ApiKeys(Set<String> keys) {
    this.digests = keys.stream().map(ApiKeys::digest).toList();
  }

  /** {@code OPTIONS} needs no key: browsers ask it before they show one. */
  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    if (digests.isEmpty() || request.prologue().method().equals(Method.OPTIONS)) {
      response.next();
      return;
    }
    Optional<String> key = shown(request);
    if (key.isPresent() && isKnown(key.get())) {
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

  private boolean isKnown(String key) {
    byte[] digest = digest(key);
    boolean known = false;
    for (byte[] each : digests) {
      known |= MessageDigest.isEqual(each, digest);
    }
    return known;
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

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
