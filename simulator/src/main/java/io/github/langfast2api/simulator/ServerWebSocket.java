package io.github.langfast2api.simulator;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The server's end of a WebSocket connection (RFC 6455). Any thread may send, close and abort; the
 * connection's own thread reads.
 */
final class ServerWebSocket implements ServerConnection {
  private final ConnectionContext connection;
  private final FrameReader frames;
  private final WebSocketMessageReader messages;
  private final WebSocketListener listener;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicBoolean aborted = new AtomicBoolean();
  private boolean closeSent;

  ServerWebSocket(
      ConnectionContext connection,
      int maxPayload,
      Function<ServerWebSocket, WebSocketListener> listener) {
    this.connection = connection;
    this.frames = new FrameReader(connection.dataReader(), maxPayload);
    this.messages = new WebSocketMessageReader(maxPayload);
    this.listener = listener.apply(this);
  }

  @Override
  public void handle(Limit limit) {
    try {
      listener.opened();
      read();
    } catch (WebSocketViolation e) {
      close(e.closeCode());
    } catch (DataReader.InsufficientDataAvailableException | CloseConnectionException e) {
      // The client is gone, or the connection was aborted.
    } finally {
      abort();
      listener.ended();
    }
  }

  /** Sends a text message, which is lost if the connection is closed. */
  void send(String text) {
    write(new Frame(true, Frame.TEXT, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Sends a close frame. The connection ends when the client answers it. */
  void close(int code) {
    write(new Frame(true, Frame.CLOSE, new byte[] {(byte) (code >> 8), (byte) code}));
  }

  /** Closes the TCP connection without a close frame. */
  void abort() {
    if (aborted.compareAndSet(false, true)) {
      try {
        connection.serverSocket().close();
      } catch (UncheckedIOException e) {
        // The connection has ended already.
      }
    }
  }

  /** Never idle for the web server: Engine.IO's heartbeat detects dead clients. */
  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  @Override
  public void close(boolean interrupt) {
    abort();
  }

  private void read() {
    Frame frame;
    do {
      frame = frames.next();
      if (frame.isControl()) {
        control(frame);
      } else {
        messages.add(frame).ifPresent(this::message);
      }
    } while (frame.opcode() != Frame.CLOSE);
  }

  private void control(Frame frame) {
    if (frame.opcode() == Frame.CLOSE) {
      write(frame);
    } else if (frame.opcode() == Frame.PING) {
      write(new Frame(true, Frame.PONG, frame.payload()));
    }
  }

  private void message(Frame message) {
    if (message.opcode() == Frame.BINARY) {
      throw new WebSocketViolation(1003, "text only");
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(message.payload());
      listener.text(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      throw new WebSocketViolation(1007, "no UTF-8");
    }
  }

  private void write(Frame frame) {
    writing.lock();
    try {
      if (!closeSent && !aborted.get()) {
        closeSent = frame.opcode() == Frame.CLOSE;
        connection.dataWriter().writeNow(BufferData.create(frame.encoded()));
      }
    } catch (SocketWriterException | CloseConnectionException | UncheckedIOException e) {
      abort();
    } finally {
      writing.unlock();
    }
  }
}
