package io.github.langfast2api.app;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.github.langfast2api.http.connection.HttpListener;
import io.github.langfast2api.ports.admission.DrainingBackend;
import java.time.Duration;
import java.util.List;

/** A gateway that has been started. */
final class RunningGateway implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(RunningGateway.class.getName());

  /** How long clients that are told of the stop have to read that. */
  private static final Duration SHUTDOWN_GRACE_PERIOD = Duration.ofSeconds(3);

  private final HttpListener listener;
  private final DrainingBackend backend;
  private final Duration drainTimeout;
  private final List<AutoCloseable> closeables;

  /**
   * Takes over the listener and what it uses.
   *
   * @param drainTimeout how long running answers may go on when it is closed
   * @param closeables what else to close, in this order, after the listener
   */
  RunningGateway(
      HttpListener listener,
      DrainingBackend backend,
      Duration drainTimeout,
      List<AutoCloseable> closeables) {
    this.listener = listener;
    this.backend = backend;
    this.drainTimeout = drainTimeout;
    this.closeables = List.copyOf(closeables);
  }

  /** The port on which it listens. */
  int port() {
    return listener.port();
  }

  /**
   * Drains and stops: new requests are refused, running answers may go on for the drain timeout,
   * the clients of those left are told that the gateway stops, and then the listener and all parts
   * are closed. Blocks for all of that.
   */
  @Override
  public void close() {
    backend.drain();
    awaitAnswers();
    backend.stop();
    listener.stop(SHUTDOWN_GRACE_PERIOD);
    closeables.forEach(RunningGateway::closeOrLog);
    LOG.log(INFO, "stopped");
  }

  /** Closes one part; a failure is logged, so that the others are closed as well. */
  static void closeOrLog(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.log(WARNING, "a part of the gateway cannot be closed", e);
    }
  }

  private void awaitAnswers() {
    int answers = backend.answers();
    if (answers == 0) {
      return;
    }
    LOG.log(INFO, "stopping: {0} answers have {1} s to end", answers, drainTimeout.toSeconds());
    try {
      if (!backend.awaitIdle(drainTimeout)) {
        LOG.log(WARNING, "stopping: {0} answers are broken off", backend.answers());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
