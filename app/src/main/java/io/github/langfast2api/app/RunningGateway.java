package io.github.langfast2api.app;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.github.langfast2api.ports.admission.DrainingBackend;
import io.helidon.webserver.WebServer;
import java.time.Duration;
import java.util.List;

/** The running gateway. */
final class RunningGateway implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(RunningGateway.class.getName());

  private final WebServer server;
  private final DrainingBackend backend;
  private final Duration drain;
  private final List<AutoCloseable> parts;

  /**
   * @param drain how long answers may take to end
   * @param parts what else to close, in this order, once the server has stopped
   */
  RunningGateway(
      WebServer server, DrainingBackend backend, Duration drain, List<AutoCloseable> parts) {
    this.server = server;
    this.backend = backend;
    this.drain = drain;
    this.parts = List.copyOf(parts);
  }

  /** The port on which it listens. */
  int port() {
    return server.port();
  }

  /**
   * Takes on no more, lets answers come to their end as long as they may, tells the clients of the
   * others, and stops the server and what stands behind it.
   */
  @Override
  public void close() {
    backend.drain();
    awaitAnswers();
    backend.stop();
    server.stop();
    parts.forEach(RunningGateway::close);
  }

  /** What one part fails at is no reason to leave the others open. */
  static void close(AutoCloseable part) {
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
    LOG.log(INFO, "stopping: {0} answers have {1} s to end", answers, drain.toSeconds());
    try {
      if (!backend.awaitIdle(drain)) {
        LOG.log(WARNING, "stopping: {0} answers are broken off", backend.answers());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
