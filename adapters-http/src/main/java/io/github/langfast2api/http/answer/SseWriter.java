package io.github.langfast2api.http.answer;

import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.http.json.JsonBuffer;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as server-sent events. Status and headers go out with the first event, and every
 * event at once; the server ends the body when the handler returns. For one thread.
 */
public final class SseWriter {

  private static final Header EVENTS =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/event-stream");
  private static final Header NO_CACHE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");

  /** nginx gathers what it passes on, unless it is told not to. */
  private static final Header NO_BUFFERING =
      HeaderValues.createCached(HeaderNames.create("x-accel-buffering"), "no");

  private static final byte[] KEEP_ALIVE = utf8(": keepalive\n\n");

  private final ServerResponse response;
  private final Duration keepAliveInterval;
  private final JsonBuffer buffer = new JsonBuffer();
  private @Nullable OutputStream out;
  private long lastSign = System.nanoTime();

  public SseWriter(ServerResponse response, Duration keepAliveInterval) {
    this.response = response;
    this.keepAliveInterval = keepAliveInterval;
  }

  /** Whether anything was sent: then it is too late for another status than 200. */
  public boolean isOpen() {
    return out != null;
  }

  /** How long the client will not miss a sign. */
  Duration timeout() {
    return keepAliveInterval.minusNanos(System.nanoTime() - lastSign);
  }

  /**
   * Sends an event.
   *
   * @throws CloseConnectionException if the client cannot be reached
   */
  void send(JsonBuffer event) {
    OutputStream to = opened();
    try {
      event.writeTo(to);
      to.flush();
    } catch (IOException | UncheckedIOException e) {
      throw new CloseConnectionException("the client cannot be written to", e);
    }
    lastSign = System.nanoTime();
  }

  /** Sends what no client reads, if the client has been waiting for a sign. */
  void keepAlive() {
    if (!timeout().isPositive()) {
      send(buffer.clear().raw(KEEP_ALIVE));
    }
  }

  /**
   * Sends an error, after which nothing is to be sent. Clients that do not look for errors, as
   * Spring AI 1, take an object without choices for a chunk without text, and the end that follows
   * for that of the answer: choices that are no array stop them.
   */
  public void error(ApiError error) {
    JsonObject json = Json.object(error.json()).add("choices", "error").build();
    send(buffer.clear().raw(utf8("event: error\ndata: " + json + "\n\n")));
  }

  private OutputStream opened() {
    if (out == null) {
      response.header(EVENTS).header(NO_CACHE).header(NO_BUFFERING);
      out = response.outputStream();
    }
    return out;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
