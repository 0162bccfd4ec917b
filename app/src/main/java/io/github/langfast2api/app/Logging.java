package io.github.langfast2api.app;

import io.github.langfast2api.app.AppConfig.LogFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** One line per event on standard error. Libraries are heard when they warn. */
final class Logging {

  /** Kept, since the platform would forget loggers, and their levels, that nobody holds. */
  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger(""), Logger.getLogger("io.github.langfast2api"));

  private Logging() {}

  static void start(LogLevel level, LogFormat format) {
    Logger root = LOGGERS.getFirst();
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    Handler console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    console.setFormatter(format == LogFormat.JSON ? new JsonLine() : new Line());
    root.addHandler(console);
    root.setLevel(level == LogLevel.ERROR ? Level.SEVERE : Level.WARNING);
    LOGGERS.getLast().setLevel(level.level());
  }

  /** {@code time level logger: message}, with the cause below where there is one. */
  private static final class Line extends Formatter {

    @Override
    public String format(LogRecord entry) {
      String line =
          "%s %-5s %s: %s%n"
              .formatted(
                  Instant.ofEpochMilli(entry.getMillis()).truncatedTo(ChronoUnit.MILLIS),
                  level(entry.getLevel()),
                  name(entry),
                  message(entry));
      return entry.getThrown() == null ? line : line + trace(entry.getThrown());
    }

    private String message(LogRecord entry) {
      return fields(entry)
          .map(
              fields ->
                  fields.entrySet().stream()
                      .map(field -> field.getKey() + "=" + field.getValue())
                      .collect(Collectors.joining(" ")))
          .orElseGet(() -> formatMessage(entry));
    }
  }

  /** What the entry consists of, where that is no sentence. */
  static Optional<Map<?, ?>> fields(LogRecord entry) {
    Object[] parameters = entry.getParameters();
    return parameters != null && parameters.length == 1 && parameters[0] instanceof Map<?, ?> fields
        ? Optional.of(fields)
        : Optional.empty();
  }

  /** The stack trace, line by line. */
  static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  /** The level by the word that configures it. */
  static LogLevel level(Level level) {
    for (LogLevel known : LogLevel.values()) {
      if (known.level().intValue() <= level.intValue()) {
        return known;
      }
    }
    return LogLevel.TRACE;
  }

  /** The logger without its package. */
  static String name(LogRecord entry) {
    String name = String.valueOf(entry.getLoggerName());
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
