package io.github.langfast2api.http.connection;

import io.github.langfast2api.ports.time.TimeoutSweeper;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection whose thread, which runs the handlers too, knows what is read ahead of it. What the
 * server asks of a connection is asked of the one within.
 */
public final class ClientConnection implements ServerConnection, InterruptableTask<Void> {

  private static final ScopedValue<ReadAhead> CURRENT = ScopedValue.newInstance();
  private static final ScopedValue<SlowClientTimer> TIMER = ScopedValue.newInstance();

  private final ServerConnection connection;
  private final ReadAhead readAhead;
  private final SlowClientTimer timer;
  private final TimeoutSweeper<SlowClientTimer> timers;

  /**
   * @param timers checks the timer, until the connection has been served
   */
  ClientConnection(
      ServerConnection connection,
      ReadAhead readAhead,
      SlowClientTimer timer,
      TimeoutSweeper<SlowClientTimer> timers) {
    this.connection = connection;
    this.readAhead = readAhead;
    this.timer = timer;
    this.timers = timers;
  }

  /** The request that this thread serves has been read to its end. */
  public static void requestEnded() {
    if (TIMER.isBound()) {
      TIMER.get().requestEnded();
    }
  }

  /** That of the connection that this thread serves, if it serves one. */
  public static Optional<ReadAhead> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    try {
      ScopedValue.where(CURRENT, readAhead)
          .where(TIMER, timer)
          .<Optional<Void>, InterruptedException>call(
              () -> {
                connection.handle(limit);
                return Optional.empty();
              });
    } catch (CloseConnectionException e) {
      if (mayHaveLeftRest(e)) {
        readAhead.leaveRest();
      }
      throw e;
    } finally {
      timers.remove(timer);
      readAhead.lingeringClose();
    }
  }

  /** The rest of a body that nobody asked for may be unreadable, which shows after the answer. */
  private static boolean mayHaveLeftRest(CloseConnectionException e) {
    return e.getCause() != null
        && !(e.getCause() instanceof InsufficientDataAvailableException)
        && !Thread.currentThread().isInterrupted();
  }

  /** An idle connection is not waited for when the server stops. */
  @Override
  public boolean canInterrupt() {
    return connection instanceof InterruptableTask<?> task && task.canInterrupt();
  }

  @Override
  public Duration idleTime() {
    return connection.idleTime();
  }

  /**
   * Lets a request end by itself. A server that stops has interrupted its threads when it comes to
   * this: to do so again would break off what they are telling their clients.
   */
  @Override
  public void close(boolean interrupt) {
    connection.close(false);
  }
}
