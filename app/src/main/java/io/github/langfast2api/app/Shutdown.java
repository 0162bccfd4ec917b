package io.github.langfast2api.app;

import static java.lang.System.Logger.Level.WARNING;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the process when it is told to: the first signal lets the gateway close in its own time, a
 * second one ends the process where it is. A hook of the platform's could not hear a second.
 */
final class Shutdown {

  private static final System.Logger LOG = System.getLogger(Shutdown.class.getName());

  /** By convention the exit status is this and the signal's number. */
  private static final int BY_SIGNAL = 128;

  private final Runnable close;
  private final AtomicBoolean begun = new AtomicBoolean();

  private Shutdown(Runnable close) {
    this.close = close;
  }

  /** Closes what is to be closed, and exits, when the process is asked to end. */
  static void onSignal(Runnable close) {
    Shutdown shutdown = new Shutdown(close);
    Signals.handle("INT", () -> shutdown.asked(BY_SIGNAL + 2));
    Signals.handle("TERM", () -> shutdown.asked(BY_SIGNAL + 15));
  }

  private void asked(int status) {
    if (begun.compareAndSet(false, true)) {
      var unused = Thread.ofPlatform().daemon(false).name("shutdown").start(() -> close(status));
    } else {
      LOG.log(WARNING, "asked to stop a second time: stopping at once");
      Runtime.getRuntime().halt(status);
    }
  }

  private void close(int status) {
    try {
      close.run();
    } finally {
      System.exit(status);
    }
  }
}
