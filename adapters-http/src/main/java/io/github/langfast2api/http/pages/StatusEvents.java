package io.github.langfast2api.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.http.connection.InterruptOnDisconnect;
import io.github.langfast2api.ports.health.StatusSource;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * {@code GET /status/events}: what {@code /status.json} says, as server-sent events, one at once
 * and one every few seconds. The stream ends when the gateway drains, with an event that says so,
 * or after some minutes, when the watcher has to show its key anew. A few may watch at a time, and
 * others are answered with 503, since each watcher keeps a connection. Safe for any thread.
 */
final class StatusEvents implements Handler {

  static final int MAX_WATCHERS = 16;

  private static final Duration INTERVAL = Duration.ofSeconds(3);

  /** Five minutes: a key that is no longer valid watches no longer than that. */
  private static final int MAX_EVENTS = 100;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private static final Header EVENTS =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/event-stream");

  /** Turns the response buffering of nginx off for this response. */
  private static final Header NO_BUFFERING =
      HeaderValues.createCached(HeaderNames.create("x-accel-buffering"), "no");

  private final StatusSource status;
  private final Semaphore watchers = new Semaphore(MAX_WATCHERS);

  StatusEvents(StatusSource status) {
    this.status = status;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    if (request.prologue().method().equals(Method.HEAD)) {
      withHeaders(response).send();
      return;
    }
    if (!watchers.tryAcquire()) {
      throw new ChatException(
          new ChatFailure.Overloaded(
              "%d watch the gateway's status already.".formatted(MAX_WATCHERS), RETRY_AFTER));
    }
    try {
      watch(response);
    } finally {
      watchers.release();
    }
  }

  /** Sends events until enough are sent, or the gateway drains or stops, or the client leaves. */
  private void watch(ServerResponse response) {
    InterruptOnDisconnect client = InterruptOnDisconnect.begin();
    try (client) {
      sendUntilDraining(withHeaders(response).outputStream());
    } catch (InterruptedException e) {
      // By the client's disconnect, or by a server that stops.
    } catch (IOException | UncheckedIOException e) {
      throw new CloseConnectionException("the client cannot be written to", e);
    }
    if (client.disconnected()) {
      throw new CloseConnectionException("the client disconnected");
    }
  }

  /** The server ends the body. */
  private void sendUntilDraining(OutputStream out) throws IOException, InterruptedException {
    boolean draining = status.awaitDraining(Duration.ZERO);
    send(out);
    for (int sent = 1; sent < MAX_EVENTS && !draining; sent++) {
      draining = status.awaitDraining(INTERVAL);
      send(out);
    }
  }

  private void send(OutputStream out) throws IOException {
    out.write(("data: " + status.json() + "\n\n").getBytes(UTF_8));
    out.flush();
  }

  private static ServerResponse withHeaders(ServerResponse response) {
    return response.header(EVENTS).header(StatusJson.NO_STORE).header(NO_BUFFERING);
  }
}
