package io.github.langfast2api.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Collectors;

/** How much the gateway tells of what it does. */
enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  static final Map<String, LogLevel> WORDS =
      Arrays.stream(values())
          .collect(
              Collectors.toMap(
                  level -> level.name().toLowerCase(Locale.ROOT), Function.identity()));

  /** The platform's name for it. */
  Level level() {
    return switch (this) {
      case ERROR -> Level.SEVERE;
      case WARN -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
      case TRACE -> Level.FINER;
    };
  }
}
