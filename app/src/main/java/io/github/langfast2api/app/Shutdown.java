package io.github.langfast2api.app;

import static java.lang.System.Logger.Level.WARNING;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Shutdown on SIGHUP, SIGINT and SIGTERM: the first closes the gateway, which lets running answers
 * end, and then exits; a second one halts the process at once. JVM shutdown hooks cannot do that,
 * since they run once and are not told of a second signal.
 */
final class Shutdown {

  private static final System.Logger LOG = System.getLogger(Shutdown.class.getName());

  /** By convention a process that ends by a signal exits with this plus the signal's number. */
  private static final int SIGNAL_EXIT_STATUS = 128;

  private final Runnable close;
  private final AtomicBoolean started = new AtomicBoolean();

  private Shutdown(Runnable close) {
    this.close = close;
  }

  /**
   * Registers the handlers of the signals.
   *
   * @param close closes the gateway; it runs on a thread of its own and may block
   */
  static void onSignal(Runnable close) {
    Shutdown shutdown = new Shutdown(close);
    OsSignals.handle("HUP", () -> shutdown.signalled(SIGNAL_EXIT_STATUS + 1));
    OsSignals.handle("INT", () -> shutdown.signalled(SIGNAL_EXIT_STATUS + 2));
    OsSignals.handle("TERM", () -> shutdown.signalled(SIGNAL_EXIT_STATUS + 15));
  }

  private void signalled(int status) {
    if (started.compareAndSet(false, true)) {
      var unused =
          Thread.ofPlatform().daemon(false).name("shutdown").start(() -> closeAndExit(status));
    } else {
      LOG.log(WARNING, "asked to stop a second time: stopping at once");
      Runtime.getRuntime().halt(status);
    }
  }

  private void closeAndExit(int status) {
    try {
      close.run();
    } finally {
      System.exit(status);
    }
  }
}
