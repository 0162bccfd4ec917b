package io.github.langfast2api.app;

import io.github.langfast2api.app.config.LogLevel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogRecord;

/** The parts of a log record that both log formats show. */
final class LogRecords {

  private LogRecords() {}

  static LogLevel level(LogRecord entry) {
    return LogLevel.of(entry.getLevel());
  }

  /** The logger's name without its package. */
  static String logger(LogRecord entry) {
    String name = String.valueOf(entry.getLoggerName());
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The fields of a structured record, whose only parameter is a map; others have a message. */
  static Optional<Map<?, ?>> fields(LogRecord entry) {
    Object[] parameters = entry.getParameters();
    return parameters != null && parameters.length == 1 && parameters[0] instanceof Map<?, ?> fields
        ? Optional.of(fields)
        : Optional.empty();
  }

  /** The stack trace as the JVM prints it. */
  static String stackTrace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
