package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.HttpRefusedException;
import io.github.langfast2api.langfast.wire.MalformedJsonException;
import io.github.langfast2api.langfast.wire.RequestNotSentException;
import io.github.langfast2api.langfast.wire.ResponseBody;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.ClientConnection;
import io.helidon.webclient.api.HttpClientResponse;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A client of Supabase's REST API. Calls block, and end when the caller is interrupted. */
final class SupabaseClient implements AutoCloseable {

  private static final Logger LOG = System.getLogger(SupabaseClient.class.getName());
  private static final String ENDED = "the connection ended";

  private final UpstreamClient client;
  private final ConnectionPool connections;
  private final URI base;
  private final String anonKey;
  private final CallDeadline deadline;

  /**
   * @param base without a slash at its end
   * @param timeout for each call as a whole
   */
  SupabaseClient(UpstreamClient client, URI base, String anonKey, Duration timeout) {
    this.client = client;
    this.connections = new ConnectionPool(client, base);
    this.base = base;
    this.anonKey = anonKey;
    this.deadline = new CallDeadline("call", timeout);
  }

  /**
   * Posts JSON.
   *
   * @param path below the base, with its query
   * @param bearer the access token, or the anon key of a caller who is not signed in
   * @throws HttpRefusedException if the status is not 2xx
   * @throws MalformedJsonException if the answer is not JSON
   * @throws RequestNotSentException if the request did not reach the server, or not as a whole
   * @throws UncheckedIOException if there is no answer, or not a whole one
   */
  JsonValue post(String path, String bearer, JsonObject body) {
    return deadline.within(() -> send(path, bearer, body));
  }

  /** Posts JSON as a caller who is not signed in. */
  JsonValue post(String path, JsonObject body) {
    return post(path, anonKey, body);
  }

  /** The number of pooled connections that are idle. */
  int idleConnections() {
    return connections.idleConnections();
  }

  @Override
  public void close() {
    connections.close();
  }

  private JsonValue send(String path, String bearer, JsonObject body) {
    ConnectionPool.Lease connection = connections.acquire();
    try {
      return send(connection, path, bearer, body);
    } catch (UncheckedIOException | InsufficientDataAvailableException e) {
      connection.closeResource();
      IOException cause = e.getCause() instanceof IOException io ? io : new EOFException(ENDED);
      throw connection.isRequestSent()
          ? new UncheckedIOException(cause)
          : new RequestNotSentException(cause);
    } catch (RuntimeException e) {
      connection.closeResource();
      throw e;
    }
  }

  private JsonValue send(ClientConnection connection, String path, String bearer, JsonObject body) {
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
        throw redacted(HttpRefusedException.of(response), bearer, body);
      }
      return parsed(ResponseBody.text(response));
    }
  }

  /** A refusal with what can be told of its body. */
  private HttpRefusedException redacted(
      HttpRefusedException refused, String bearer, JsonObject body) {
    Redaction call = Redaction.ofCall(List.of(anonKey, bearer), body);
    boolean isJson = refused.body().stripLeading().startsWith("{");
    UpstreamError error = UpstreamError.of(refused.body(), call);
    return new HttpRefusedException(
        refused.status(), refused.retryAfter(), isJson ? error.toJson() : error.message());
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
