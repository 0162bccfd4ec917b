package io.github.langfast2api.app.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Collectors;

/** A log level, by the name that is usual outside {@code java.util.logging}. */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  static final Map<String, LogLevel> BY_NAME =
      Arrays.stream(values())
          .collect(
              Collectors.toMap(
                  level -> level.name().toLowerCase(Locale.ROOT), Function.identity()));

  /** The level of {@code java.util.logging}. */
  public Level level() {
    return switch (this) {
      case ERROR -> Level.SEVERE;
      case WARN -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
      case TRACE -> Level.FINER;
    };
  }

  /** The most severe of these levels that is not above the given one. */
  public static LogLevel of(Level level) {
    return Arrays.stream(values())
        .filter(known -> known.level().intValue() <= level.intValue())
        .findFirst()
        .orElse(TRACE);
  }
}
