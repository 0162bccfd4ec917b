package io.github.langfast2api.http.answer;

import io.github.langfast2api.http.json.JsonBuffer;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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

  private final ServerResponse response;
  private final Duration keepAliveInterval;
  private @Nullable OutputStream out;
  private long lastSign = System.nanoTime();

  SseWriter(ServerResponse response, Duration keepAliveInterval) {
    this.response = response;
    this.keepAliveInterval = keepAliveInterval;
  }

  /** Whether anything was sent: then it is too late for another status than 200. */
  boolean isOpen() {
    return out != null;
  }

  /** How long until the client should be sent something; not positive if that time has come. */
  Duration untilKeepAlive() {
    return keepAliveInterval.minusNanos(System.nanoTime() - lastSign);
  }

  /**
   * Sends an event.
   *
   * @throws CloseConnectionException if the client cannot be reached
   */
  public void send(JsonBuffer event) {
    OutputStream to = opened();
    try {
      event.writeTo(to);
      to.flush();
    } catch (IOException | UncheckedIOException e) {
      throw new CloseConnectionException("the client cannot be written to", e);
    }
    lastSign = System.nanoTime();
  }

  private OutputStream opened() {
    if (out == null) {
      response.header(EVENTS).header(NO_CACHE).header(NO_BUFFERING);
      out = response.outputStream();
    }
    return out;
  }
}
