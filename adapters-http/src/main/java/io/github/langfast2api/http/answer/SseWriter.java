package io.github.langfast2api.http.answer;

import io.github.langfast2api.http.connection.SendBuffer;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A response body of server-sent events (WHATWG HTML, section 9.2, {@code text/event-stream}).
 * Status 200 and the headers are sent with the first event, so that a failure before it can still
 * have its own status; each event is flushed at once. The server ends the body when the handler
 * returns. For one thread at a time, and made by the one that serves the connection.
 */
public final class SseWriter {

  private static final Header EVENTS =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/event-stream");
  private static final Header NO_CACHE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");

  /** Turns the response buffering of nginx off for this response. */
  private static final Header NO_BUFFERING =
      HeaderValues.createCached(HeaderNames.create("x-accel-buffering"), "no");

  /** An event of text has fewer besides it. */
  static final int MAX_BYTES_BESIDE_TEXT = 2 * 1024;

  private final ServerResponse response;
  private final Duration keepAliveInterval;
  private final Optional<SendBuffer> buffer = SendBuffer.current();
  private @Nullable OutputStream out;
  private long lastSentNanos = System.nanoTime();

  /**
   * A writer for one response, which must not have been sent yet.
   *
   * @param keepAliveInterval the longest time for which nothing is sent
   */
  SseWriter(ServerResponse response, Duration keepAliveInterval) {
    this.response = response;
    this.keepAliveInterval = keepAliveInterval;
  }

  /** Whether an event was sent, and the status with it. */
  boolean isOpen() {
    return out != null;
  }

  /** The time until a keep-alive comment is due; zero or negative if one is. */
  Duration untilKeepAlive() {
    return keepAliveInterval.minusNanos(System.nanoTime() - lastSentNanos);
  }

  /**
   * Sends an event, or a comment, and flushes it. Blocks while the client does not read.
   *
   * @param event in the format of server-sent events, with the empty line that ends it
   * @throws CloseConnectionException if the client has disconnected
   */
  public void send(JsonBuffer event) {
    OutputStream to = opened();
    try {
      event.writeTo(to);
      to.flush();
    } catch (IOException | UncheckedIOException e) {
      throw new CloseConnectionException("the client cannot be written to", e);
    }
    lastSentNanos = System.nanoTime();
  }

  /** Whether an event with a text of so many characters is certain to be sent without blocking. */
  boolean isReadyFor(int chars) {
    return buffer.isPresent()
        && buffer.get().fits(MAX_BYTES_BESIDE_TEXT + JsonBuffer.MAX_BYTES_PER_CHAR * chars);
  }

  /** Whether {@link #isReadyFor} any text can be true from now on. */
  boolean canBeReady() {
    return buffer.isPresent() && buffer.get().hasRoomFor(MAX_BYTES_BESIDE_TEXT);
  }

  private OutputStream opened() {
    if (out == null) {
      response.header(EVENTS).header(NO_CACHE).header(NO_BUFFERING);
      out = response.outputStream();
      buffer.ifPresent(SendBuffer::fixSize);
    }
    return out;
  }
}
