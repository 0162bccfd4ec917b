package io.github.langfast2api.langfast.wire;

import static io.github.langfast2api.langfast.wire.WebSocketClosedException.ABNORMAL;
import static io.github.langfast2api.langfast.wire.WebSocketClosedException.INVALID_PAYLOAD;
import static io.github.langfast2api.langfast.wire.WebSocketClosedException.NORMAL;
import static io.github.langfast2api.langfast.wire.WebSocketClosedException.NO_STATUS;
import static io.github.langfast2api.langfast.wire.WebSocketClosedException.PROTOCOL_ERROR;

import io.github.langfast2api.langfast.HttpRefusedException;
import io.github.langfast2api.langfast.UpstreamClient;
import io.github.langfast2api.ports.time.TimeoutSweeper;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.webclient.api.ClientConnection;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A WebSocket (RFC 6455), client side, on a connection that Helidon's client opened.
 *
 * <p>One thread reads; any thread sends and closes. Pings are answered while somebody reads. The
 * connection is free when {@link #receive} has thrown or {@link #close} has returned.
 */
public final class WebSocketChannel implements AutoCloseable {

  /** How long closing waits for a sender that is stuck. */
  private static final Duration FAREWELL = Duration.ofMillis(200);

  private final ClientConnection connection;
  private final WebSocketMessages messages;
  private final ReentrantLock sending = new ReentrantLock();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final WebSocketInput input;
  private final TimeoutSweeper<WebSocketChannel> heartbeats =
      new TimeoutSweeper<>("langfast-heartbeat", WebSocketChannel::endIfSilent);
  private volatile Duration idleTimeout = ChronoUnit.FOREVER.getDuration();

  WebSocketChannel(ClientConnection connection, int maxMessage) {
    this.connection = connection;
    this.input = WebSocketInput.of(connection);
    this.messages = new WebSocketMessages(new WebSocketFrameReader(input, maxMessage), maxMessage);
  }

  /**
   * Connects.
   *
   * @param uri an http or https URI
   * @param maxMessage the longest message that is taken, in bytes
   * @throws HttpRefusedException if the server refuses to switch to WebSocket
   * @throws WebSocketClosedException if it does not switch by the rules
   * @throws UncheckedIOException if it cannot be reached
   */
  public static WebSocketChannel open(UpstreamClient client, URI uri, int maxMessage) {
    return new WebSocketChannel(new WebSocketHandshake(client, uri).connect(), maxMessage);
  }

  /** Sets how long {@link #receive} waits for the peer's next sign of life. */
  public void idleTimeout(Duration limit) {
    idleTimeout = limit;
    heartbeats.add(this);
  }

  /**
   * Waits for the next text message, passing over binary ones.
   *
   * @return the message, valid UTF-8, good until the next call
   * @throws WebSocketClosedException at the end, however it comes: a close frame, a broken
   *     connection, silence, a breach of the protocol, {@link #close}
   */
  public Utf8Slice receive() {
    try {
      while (true) {
        WebSocketFrame message = messages.next();
        switch (message.opcode()) {
          case WebSocketFrame.TEXT -> {
            return checked(message.payload());
          }
          case WebSocketFrame.PING ->
              send(new WebSocketFrame(true, WebSocketFrame.PONG, message.payload()));
          case WebSocketFrame.CLOSE -> throw closeOf(message.payload());
          default -> {} // pongs and binary messages are of no use here
        }
      }
    } catch (WebSocketClosedException e) {
      end(e.code());
      throw e;
    } catch (UncheckedIOException | InsufficientDataAvailableException | IllegalStateException e) {
      end(ABNORMAL);
      throw new WebSocketClosedException(ABNORMAL, e);
    }
  }

  /**
   * Sends a text message.
   *
   * @throws WebSocketClosedException if the connection is closed or breaks
   */
  public void send(String text) {
    send(WebSocketFrame.text(text));
  }

  /** Says good-bye where that is possible at once, and closes the connection. */
  @Override
  public void close() {
    end(NORMAL);
  }

  private void send(WebSocketFrame frame) {
    sending.lock();
    try {
      write(frame);
    } catch (UncheckedIOException | IllegalStateException e) {
      throw new WebSocketClosedException(ABNORMAL, e);
    } finally {
      sending.unlock();
    }
  }

  private void write(WebSocketFrame frame) {
    byte[] bytes = frame.masked(ThreadLocalRandom.current().nextInt());
    connection.writer().writeNow(BufferData.create(bytes));
  }

  private void end(int code) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    heartbeats.remove(this);
    if (code != ABNORMAL) {
      sayGoodBye(code);
    }
    connection.closeResource();
  }

  private void endIfSilent() {
    Duration silence = Duration.ofNanos(System.nanoTime() - input.lastRead());
    if (silence.compareTo(idleTimeout) > 0) {
      end(ABNORMAL);
    }
  }

  private void sayGoodBye(int code) {
    boolean free = false;
    try {
      free = sending.tryLock(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      if (free) {
        write(WebSocketFrame.close(code));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (UncheckedIOException | IllegalStateException e) {
      // The peer is gone; there is nobody to say it to.
    } finally {
      if (free) {
        sending.unlock();
      }
    }
  }

  private static Utf8Slice checked(Utf8Slice text) {
    if (!Utf8.isValid(text)) {
      throw new WebSocketClosedException(INVALID_PAYLOAD, "a text message is not UTF-8");
    }
    return text;
  }

  private static WebSocketClosedException closeOf(Utf8Slice payload) {
    if (payload.length() == 0) {
      return new WebSocketClosedException(NO_STATUS, "");
    }
    if (payload.length() == 1) {
      return new WebSocketClosedException(PROTOCOL_ERROR, "half a close code");
    }
    int code = (payload.octet(0) << 8) | payload.octet(1);
    return isAllowed(code)
        ? new WebSocketClosedException(code, payload.skip(2).text())
        : new WebSocketClosedException(PROTOCOL_ERROR, "close code " + code);
  }

  /** Whether a close frame may carry this code: RFC 6455, section 7.4. */
  private static boolean isAllowed(int code) {
    boolean defined = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
    return defined || (code >= 3000 && code <= 4999);
  }
}
