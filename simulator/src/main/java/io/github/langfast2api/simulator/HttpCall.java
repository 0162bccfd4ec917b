package io.github.langfast2api.simulator;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP request to one of the REST calls.
 *
 * @param apiKey the project's API key, or empty
 * @param token the token of the {@code Authorization} header, or empty
 * @param body the body as text
 */
record HttpCall(String apiKey, String token, String body) {
  private static final HeaderName API_KEY = HeaderNames.create("apikey");
  private static final String BEARER = "Bearer ";

  static HttpCall of(ServerRequest request) throws IOException {
    String authorization = header(request, HeaderNames.AUTHORIZATION);
    String token = authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "";
    return new HttpCall(header(request, API_KEY), token, body(request));
  }

  boolean hasApiKey() {
    return apiKey.equals(Simulator.ANON_KEY);
  }

  private static String header(ServerRequest request, HeaderName name) {
    return request.headers().first(name).orElse("");
  }

  private static String body(ServerRequest request) throws IOException {
    if (!request.content().hasEntity()) {
      return "";
    }
    try (InputStream in = request.content().inputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
