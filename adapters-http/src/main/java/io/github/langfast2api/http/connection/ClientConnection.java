package io.github.langfast2api.http.connection;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection of HTTP/1.1 with disconnect detection, a timer for slow clients and lingering close,
 * around Helidon's own. The connection's virtual thread also runs the handlers of its requests: the
 * static methods are theirs, and apply to the connection that the calling thread serves.
 */
public final class ClientConnection implements ServerConnection, InterruptableTask<Void> {

  private static final ScopedValue<ClientConnection> CURRENT = ScopedValue.newInstance();

  private final ServerConnection connection;
  private final ClientInput input;
  private final SlowClientTimer timer;
  private final ClientConnectionSelector selector;
  private final Optional<SendBuffer> sendBuffer;

  /**
   * @param connection Helidon's, which reads from the input
   * @param selector checks the timer while the connection is served
   * @param sendBuffer of the socket, if writes go to it as they are
   */
  ClientConnection(
      ServerConnection connection,
      ClientInput input,
      SlowClientTimer timer,
      ClientConnectionSelector selector,
      Optional<SendBuffer> sendBuffer) {
    this.connection = connection;
    this.input = input;
    this.timer = timer;
    this.selector = selector;
    this.sendBuffer = sendBuffer;
  }

  /** Notes that the current request is answered without being read: the close is to linger. */
  public static void requestLeftUnread() {
    current().ifPresent(connection -> connection.input.requestLeftUnread());
  }

  /** The connection that the calling thread serves; empty if it serves none. */
  static Optional<ClientConnection> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** The send buffer of the connection; empty if it is encrypted. */
  Optional<SendBuffer> sendBuffer() {
    return sendBuffer;
  }

  ClientInput input() {
    return input;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    selector.watch(timer);
    try {
      ScopedValue.where(CURRENT, this)
          .<Optional<Void>, InterruptedException>call(
              () -> {
                connection.handle(limit);
                return Optional.empty();
              });
    } catch (CloseConnectionException e) {
      if (mayHaveUnreadRequest(e)) {
        input.requestLeftUnread();
      }
      throw e;
    } finally {
      selector.unwatch(timer);
      input.lingeringClose();
    }
  }

  /** Helidon skips the rest of an unread body after the response, and may fail to parse it. */
  private static boolean mayHaveUnreadRequest(CloseConnectionException e) {
    return e.getCause() != null
        && !(e.getCause() instanceof InsufficientDataAvailableException)
        && !Thread.currentThread().isInterrupted();
  }

  /** Whether the connection is idle: then a server that stops closes it at once. */
  @Override
  public boolean canInterrupt() {
    return connection instanceof InterruptableTask<?> task && task.canInterrupt();
  }

  @Override
  public Duration idleTime() {
    return connection.idleTime();
  }

  /**
   * Closes the connection after its current request, never by an interrupt: a server that stops has
   * interrupted its threads before, and a second interrupt would end the error responses that they
   * are sending.
   */
  @Override
  public void close(boolean interrupt) {
    connection.close(false);
  }
}
