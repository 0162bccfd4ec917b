package io.github.langfast2api.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** One line per event on standard error. Libraries are heard when they warn. */
final class Logging {

  /** Kept, since the platform would forget loggers, and their levels, that nobody holds. */
  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger(""), Logger.getLogger("io.github.langfast2api"));

  private Logging() {}

  static void start(LogLevel level) {
    Logger root = LOGGERS.getFirst();
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    Handler console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    console.setFormatter(new Line());
    root.addHandler(console);
    root.setLevel(level == LogLevel.ERROR ? Level.SEVERE : Level.WARNING);
    LOGGERS.getLast().setLevel(level.level());
  }

  /** {@code time level logger: message}, with the cause below where there is one. */
  private static final class Line extends Formatter {

    @Override
    public String format(LogRecord entry) {
      String name = entry.getLoggerName();
      String line =
          "%s %-5s %s: %s%n"
              .formatted(
                  Instant.ofEpochMilli(entry.getMillis()).truncatedTo(ChronoUnit.MILLIS),
                  word(entry.getLevel()),
                  name == null ? "" : name.substring(name.lastIndexOf('.') + 1),
                  formatMessage(entry));
      return entry.getThrown() == null ? line : line + trace(entry.getThrown());
    }

    private static String trace(Throwable thrown) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      return trace.toString();
    }

    private static String word(Level level) {
      for (LogLevel known : LogLevel.values()) {
        if (known.level().intValue() <= level.intValue()) {
          return known.name();
        }
      }
      return LogLevel.TRACE.name();
    }
  }
}
