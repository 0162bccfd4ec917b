package io.github.langfast2api.http.keys;

import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.http.exchange.RequestContext;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import io.github.langfast2api.ports.keys.Keyring;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The authentication of requests by API key, in {@code Authorization: Bearer} (RFC 6750) or in
 * {@code x-api-key}, where Anthropic's clients send it: one valid key is enough. Requests without
 * one are answered with 401 before their body is read. If the gateway has no keys, every request
 * passes.
 */
public final class ApiKeyGuard implements Handler {

  private static final HeaderName X_API_KEY = HeaderNames.create("x-api-key");

  /** A scheme is case-insensitive; some send a tab after it (RFC 9110, section 11.1 and 5.6.3). */
  private static final Pattern BEARER =
      Pattern.compile("bearer[ \\t]+(.+)", Pattern.CASE_INSENSITIVE);

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
    List<String> given = keys(request.headers());
    for (String key : given) {
      Optional<ApiClient> client = keys.find(key);
      if (client.isPresent()) {
        RequestContext.current()
            .noteClient(client.get(), HexFormat.of().formatHex(DigestKeyring.digest(key)));
        response.next();
        return;
      }
    }
    HttpReplies.error(request, response, given.isEmpty() ? missing() : incorrect(given.getFirst()));
  }

  private static List<String> keys(Headers headers) {
    Stream<String> bearer =
        headers
            .first(HeaderNames.AUTHORIZATION)
            .map(value -> BEARER.matcher(value.strip()))
            .filter(Matcher::matches)
            .map(token -> token.group(1))
            .stream();
    return Stream.concat(bearer, headers.first(X_API_KEY).map(String::strip).stream())
        .filter(key -> !key.isEmpty())
        .toList();
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

  /** Claude Code asks ten times with a wrong key unless it is told that it need not. */
  private static ApiError unauthorized(String message) {
    return ApiError.invalid(401, message)
        .withHeader("www-authenticate", "Bearer")
        .withHeader("x-should-retry", "false");
  }

  /** The ends of a key, by which its owner recognises it; nothing of a key that is short. */
  private static String masked(String key) {
    return key.length() < MASKED_KEY_MIN_CHARS
        ? "****"
        : key.substring(0, 3) + "****" + key.substring(key.length() - 4);
  }
}
