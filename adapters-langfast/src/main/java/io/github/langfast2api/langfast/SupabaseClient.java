package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.HttpRefusedException;
import io.github.langfast2api.langfast.wire.MalformedJsonException;
import io.github.langfast2api.langfast.wire.ResponseBody;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.ClientConnection;
import io.helidon.webclient.api.HttpClientResponse;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Posts JSON to Supabase as its web clients do. Interrupting the caller ends the call. */
final class SupabaseClient implements AutoCloseable {

  private static final Logger LOG = System.getLogger(SupabaseClient.class.getName());

  private final UpstreamClient client;
  private final ConnectionPool connections;
  private final URI base;
  private final String anonKey;
  private final CallDeadline deadline;

  /**
   * @param base without a slash at its end
   * @param limit how long a call may take as a whole
   */
  SupabaseClient(UpstreamClient client, URI base, String anonKey, Duration limit) {
    this.client = client;
    this.connections = new ConnectionPool(client, base);
    this.base = base;
    this.anonKey = anonKey;
    this.deadline = new CallDeadline("call", limit);
  }

  /**
   * Makes a call.
   *
   * @param path below the base, with its query
   * @param bearer the access token, or the anon key where nobody is signed in
   * @throws HttpRefusedException if the status is not 2xx
   * @throws MalformedJsonException if the answer is not JSON
   * @throws java.io.UncheckedIOException if there is no answer
   */
  JsonValue post(String path, String bearer, JsonObject body) {
    return deadline.within(() -> posted(path, bearer, body));
  }

  /** Asks as somebody who is not signed in. */
  JsonValue post(String path, JsonObject body) {
    return post(path, anonKey, body);
  }

  /** How many connections are kept for calls to come. */
  int idleConnections() {
    return connections.size();
  }

  @Override
  public void close() {
    connections.close();
  }

  private JsonValue posted(String path, String bearer, JsonObject body) {
    ClientConnection connection = connections.take();
    try {
      return posted(connection, path, bearer, body);
    } catch (RuntimeException e) {
      connection.closeResource();
      throw e;
    }
  }

  private JsonValue posted(
      ClientConnection connection, String path, String bearer, JsonObject body) {
    try (HttpClientResponse response =
        client
            .http()
            .post()
            .connection(connection)
            .uri(URI.create(base + path))
            .header(HeaderNames.create("apikey"), anonKey)
            .header(HeaderNames.AUTHORIZATION, "Bearer " + bearer)
            .header(HeaderNames.CONTENT_TYPE, "application/json")
            .header(HeaderNames.ACCEPT, "application/json")
            .submit(body.toString().getBytes(StandardCharsets.UTF_8))) {
      LOG.log(Level.DEBUG, "POST {0}: {1}", path, response.status().code());
      if (response.status().code() / 100 != 2) {
        throw HttpRefusedException.of(response);
      }
      return parsed(ResponseBody.text(response));
    }
  }

  private static JsonValue parsed(String text) {
    try {
      return JsonFormat.parse(text);
    } catch (JsonException e) {
      MalformedJsonException malformed = new MalformedJsonException("the body of an answer");
      malformed.initCause(e);
      throw malformed;
    }
  }
}
