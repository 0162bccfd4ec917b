package io.github.langfast2api.langfast.wire;

import static io.github.langfast2api.langfast.wire.WebSocketClosedException.ABNORMAL;
import static io.github.langfast2api.langfast.wire.WebSocketClosedException.INVALID_PAYLOAD;
import static io.github.langfast2api.langfast.wire.WebSocketClosedException.NORMAL;
import static io.github.langfast2api.langfast.wire.WebSocketClosedException.NO_STATUS;
import static io.github.langfast2api.langfast.wire.WebSocketClosedException.PROTOCOL_ERROR;

import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
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
 * The client's end of a WebSocket connection (RFC 6455), over a connection of Helidon's client.
 * Text messages only; binary ones are skipped.
 *
 * <p>One thread receives; any thread may send and close. Pings are answered by the thread that
 * receives. The connection is closed once {@link #receive} has thrown or {@link #close} has
 * returned.
 */
public final class WebSocketChannel implements AutoCloseable {

  /** How long closing waits for a blocked sender before it gives up its close frame. */
  private static final Duration CLOSE_FRAME_TIMEOUT = Duration.ofMillis(200);

  private final ClientConnection connection;
  private final Reservation frameMemory;
  private final Reservation messageMemory;
  private final WebSocketMessages messages;
  private final ReentrantLock sending = new ReentrantLock();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final WebSocketInput input;
  private final TimeoutSweeper<WebSocketChannel> idleTimeouts =
      new TimeoutSweeper<>(WebSocketChannel::closeIfIdle);
  private volatile Duration idleTimeout = ChronoUnit.FOREVER.getDuration();

  private WebSocketChannel(ClientConnection connection, MemoryBudget budget) {
    this.connection = connection;
    this.frameMemory = budget.reserve();
    this.messageMemory = budget.reserve();
    this.input = WebSocketInput.of(connection, frameMemory);
    this.messages = new WebSocketMessages(input, messageMemory);
  }

  /**
   * Connects and performs the opening handshake, for whose answer it waits without a timeout.
   *
   * @param uri an http or https URI
   * @param memory for long messages
   * @throws HttpRefusedException if the server answers with another status than 101
   * @throws WebSocketClosedException if the server's handshake is invalid
   * @throws UncheckedIOException if the server cannot be reached
   */
  public static WebSocketChannel open(UpstreamClient client, URI uri, MemoryBudget memory) {
    return new WebSocketChannel(new WebSocketHandshake(client, uri).connect(), memory);
  }

  /** Limits the length of the messages that are received from now on. For the receiving thread. */
  public void limitMessages(int maxBytes) {
    messages.limit(maxBytes);
  }

  /**
   * Has the receiving thread run an action whenever it may have to wait: when all messages that
   * have come were received. For the receiving thread.
   */
  public void beforeWait(Runnable action) {
    input.beforeWait(action);
  }

  /**
   * Closes the connection when nothing is received for this long, give or take the period of a
   * {@link TimeoutSweeper}. Without it the channel waits forever.
   */
  public void idleTimeout(Duration limit) {
    idleTimeout = limit;
    idleTimeouts.add(this);
  }

  /**
   * Waits for the next text message.
   *
   * @return the message, well-formed UTF-8, valid until the next call
   * @throws WebSocketClosedException at the end of the connection: a close frame, a broken
   *     connection, the idle timeout, a violation of the protocol, {@link #close}
   */
  public Utf8Slice receive() {
    try {
      while (true) {
        WebSocketFrame message = messages.next();
        switch (message.opcode()) {
          case WebSocketFrame.TEXT -> {
            return validated(message.payload());
          }
          case WebSocketFrame.PING ->
              send(new WebSocketFrame(true, WebSocketFrame.PONG, message.payload()));
          case WebSocketFrame.CLOSE -> throw closed(message.payload());
          default -> {} // pongs and binary messages
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

  /** Sends a close frame, unless another sender blocks, and closes the connection. Idempotent. */
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
    idleTimeouts.remove(this);
    frameMemory.close();
    messageMemory.close();
    if (code != ABNORMAL) {
      sendClose(code);
    }
    connection.closeResource();
  }

  private void closeIfIdle() {
    Duration idle = Duration.ofNanos(System.nanoTime() - input.lastRead());
    if (idle.compareTo(idleTimeout) > 0) {
      end(ABNORMAL);
    }
  }

  private void sendClose(int code) {
    boolean locked = false;
    try {
      locked = sending.tryLock(CLOSE_FRAME_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      if (locked) {
        write(WebSocketFrame.close(code));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (UncheckedIOException | IllegalStateException e) {
      // The peer is gone already.
    } finally {
      if (locked) {
        sending.unlock();
      }
    }
  }

  private static Utf8Slice validated(Utf8Slice text) {
    if (!Utf8.isValid(text)) {
      throw new WebSocketClosedException(INVALID_PAYLOAD, "a text message is not UTF-8");
    }
    return text;
  }

  private static WebSocketClosedException closed(Utf8Slice payload) {
    if (payload.length() == 0) {
      return new WebSocketClosedException(NO_STATUS, "");
    }
    if (payload.length() == 1) {
      return new WebSocketClosedException(PROTOCOL_ERROR, "a close frame with one byte");
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
