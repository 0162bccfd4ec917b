package io.github.langfast2api.app;

import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Formats a log record as a JSON object on one line. A structured record's fields are members of
 * the object.
 */
final class JsonLogFormatter extends Formatter {

  private static final JsonBuilderFactory BUILDERS =
      JsonProvider.provider().createBuilderFactory(Map.of());

  @Override
  public String format(LogRecord entry) {
    JsonObjectBuilder line =
        BUILDERS
            .createObjectBuilder()
            .add("time", Instant.ofEpochMilli(entry.getMillis()).toString())
            .add("level", LogRecords.level(entry).name().toLowerCase(Locale.ROOT))
            .add("logger", LogRecords.logger(entry));
    Optional<Map<?, ?>> fields = LogRecords.fields(entry);
    line.add("message", fields.isPresent() ? entry.getMessage() : formatMessage(entry));
    fields.ifPresent(all -> all.forEach((name, value) -> add(line, String.valueOf(name), value)));
    if (entry.getThrown() != null) {
      line.add("trace", LogRecords.stackTrace(entry.getThrown()));
    }
    return line.build() + System.lineSeparator();
  }

  private static void add(JsonObjectBuilder line, String name, Object value) {
    switch (value) {
      case Integer number -> line.add(name, number);
      case Long number -> line.add(name, number);
      case Double number -> line.add(name, number);
      case Boolean flag -> line.add(name, flag);
      default -> line.add(name, value.toString());
    }
  }
}
