package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.HttpRefusedException;
import io.github.langfast2api.langfast.wire.MalformedHttpException;
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
import java.util.List;
import java.util.function.Function;

/** A client of Supabase's REST API. Calls block, and end when the caller is interrupted. */
final class SupabaseClient implements AutoCloseable {

  private static final Logger LOG = System.getLogger(SupabaseClient.class.getName());
  private static final String ENDED = "the connection ended";

  private final UpstreamClient client;
  private final ConnectionPool connections;
  private final URI base;
  private final String referer;
  private final AnonKeys anonKeys;
  private final CallDeadline deadline;

  /**
   * @param settings say where Supabase is, whose page asks, and how long a call may take
   */
  SupabaseClient(UpstreamClient client, LangFastSettings settings, AnonKeys anonKeys) {
    this.client = client;
    this.connections = new ConnectionPool(client, settings.servers().supabase());
    this.base = settings.servers().supabase();
    this.referer = LinkPolicy.origin(settings.servers().site()) + "/";
    this.anonKeys = anonKeys;
    this.deadline = new CallDeadline("call", settings.timeouts().call());
  }

  /**
   * Posts JSON.
   *
   * @param path below the base, with its query
   * @param bearer the access token
   * @throws HttpRefusedException if the status is not 2xx
   * @throws MalformedJsonException if the answer is not JSON
   * @throws MalformedHttpException if it is no HTTP
   * @throws RequestNotSentException if the request did not reach the server, or not as a whole
   * @throws UncheckedIOException if there is no answer, or not a whole one
   */
  JsonValue post(String path, String bearer, JsonObject body) {
    return withKey(key -> send(path, key, bearer, body));
  }

  /** Posts JSON as a caller who is not signed in. */
  JsonValue post(String path, JsonObject body) {
    return withKey(key -> send(path, key, key, body));
  }

  /** The number of pooled connections that are idle. */
  int idleConnections() {
    return connections.idleConnections();
  }

  @Override
  public void close() {
    connections.close();
  }

  /** Makes a call; once more with another key, where the first was refused and another is found. */
  private JsonValue withKey(Function<String, JsonValue> call) {
    String key = anonKeys.current();
    try {
      return within(call, key);
    } catch (HttpRefusedException e) {
      if (!AnonKeys.isRefusal(e)) {
        throw e;
      }
      return within(call, anonKeys.insteadOf(key).orElseThrow(() -> e));
    }
  }

  private JsonValue within(Function<String, JsonValue> call, String key) {
    JsonValue answer = deadline.within(() -> call.apply(key));
    anonKeys.accepted(key);
    return answer;
  }

  private JsonValue send(String path, String key, String bearer, JsonObject body) {
    ConnectionPool.Lease connection = connections.acquire();
    try {
      return send(connection, path, key, bearer, body);
    } catch (UncheckedIOException | InsufficientDataAvailableException e) {
      connection.closeResource();
      IOException cause = e.getCause() instanceof IOException io ? io : new EOFException(ENDED);
      throw connection.isRequestSent()
          ? new UncheckedIOException(cause)
          : new RequestNotSentException(cause);
    } catch (IllegalStateException | IllegalArgumentException e) {
      connection.closeResource();
      throw new MalformedHttpException(e);
    } catch (RuntimeException e) {
      connection.closeResource();
      throw e;
    }
  }

  private JsonValue send(
      ClientConnection connection, String path, String key, String bearer, JsonObject body) {
    try (HttpClientResponse response =
        client
            .http()
            .post()
            .connection(connection)
            .uri(URI.create(base + path))
            .header(HeaderNames.create("apikey"), key)
            .header(HeaderNames.AUTHORIZATION, "Bearer " + bearer)
            .header(HeaderNames.REFERER, referer)
            .header(HeaderNames.CONTENT_TYPE, "application/json")
            .header(HeaderNames.ACCEPT, "application/json")
            .submit(JsonBytes.of(body))) {
      LOG.log(Level.DEBUG, "POST {0}: {1}", path, response.status().code());
      if (response.status().code() / 100 != 2) {
        throw redacted(
            HttpRefusedException.of(response), Redaction.ofCall(List.of(key, bearer), body));
      }
      return parsed(ResponseBody.text(response));
    }
  }

  /** A refusal with what can be told of its body. */
  private static HttpRefusedException redacted(HttpRefusedException refused, Redaction call) {
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
