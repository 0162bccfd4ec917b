package io.github.langfast2api.app;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/**
 * Formats a log record as {@code time level logger: message}, with the stack trace on the lines
 * below. A structured record's message is {@code name=value} for each field.
 */
final class TextLogFormatter extends Formatter {

  @Override
  public String format(LogRecord entry) {
    String line =
        "%s %-5s %s: %s%n"
            .formatted(
                Instant.ofEpochMilli(entry.getMillis()).truncatedTo(ChronoUnit.MILLIS),
                LogRecords.level(entry),
                LogRecords.logger(entry),
                message(entry));
    Throwable thrown = entry.getThrown();
    return thrown == null ? line : line + LogRecords.stackTrace(thrown);
  }

  private String message(LogRecord entry) {
    return LogRecords.fields(entry)
        .map(
            fields ->
                fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + field.getValue())
                    .collect(Collectors.joining(" ")))
        .orElseGet(() -> formatMessage(entry));
  }
}
