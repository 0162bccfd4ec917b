package io.github.langfast2api.app;

import io.github.langfast2api.app.config.LogLevel;
import io.github.langfast2api.app.config.TelemetryConfig;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sets up {@code java.util.logging}: the log goes to standard error, and whatever a thread fails
 * with to the log.
 */
final class Logging {

  private static final Logger ROOT = Logger.getLogger("");

  /** Kept in a field: the JVM may discard a logger, and its level, that nobody references. */
  private static final Logger GATEWAY = Logger.getLogger("io.github.langfast2api");

  private Logging() {}

  /**
   * Starts logging in place of what the JVM has configured. The level is that of the gateway's own
   * loggers; libraries log at WARN and above, or at ERROR if that is the level.
   */
  static void start(TelemetryConfig config) {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    Handler console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    console.setFilter(new RepeatedWarnings(System::nanoTime));
    console.setFormatter(
        switch (config.logFormat()) {
          case TEXT -> new TextLogFormatter();
          case JSON -> new JsonLogFormatter();
        });
    ROOT.addHandler(console);
    LogLevel level = config.logLevel();
    ROOT.setLevel((level == LogLevel.ERROR ? LogLevel.ERROR : LogLevel.WARN).level());
    GATEWAY.setLevel(level.level());
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) ->
            GATEWAY.log(Level.SEVERE, "the thread " + thread.getName() + " has failed", thrown));
  }
}
