package io.github.langfast2api.app.e2e;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of the table of faults.
 *
 * @param name what upstream does, in words
 * @param script the same for {@code langfast.mjs}: the run's steps, sent as the user's message
 * @param faults what happens to its calls, as JSON
 * @param text what the client must have read; empty if that is not certain
 * @param end the finish reason that it must see, or the failure
 * @param message what the failure must say
 * @param retryAfter when it must say to come again
 */
record FaultRow(
    String name,
    String script,
    String faults,
    Optional<String> text,
    String end,
    Optional<String> message,
    Optional<Duration> retryAfter) {

  static List<FaultRow> table() {
    InputStream in =
        Objects.requireNonNull(FaultRow.class.getResourceAsStream("/faults.json"), "faults.json");
    try (JsonReader reader =
        JsonProvider.provider().createReaderFactory(Map.of()).createReader(in)) {
      return reader.readArray().getValuesAs(FaultRow::of);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private static FaultRow of(JsonValue value) {
    JsonObject row = value.asJsonObject();
    JsonValue faults = row.getOrDefault("faults", JsonValue.EMPTY_JSON_ARRAY);
    return new FaultRow(
        row.getString("name"),
        ascii(row.getJsonObject("script").toString()),
        faults.toString(),
        text(row.getOrDefault("text", JsonValue.NULL)),
        row.getString("end"),
        Optional.ofNullable(row.getString("message", null)),
        row.containsKey("retryAfter")
            ? Optional.of(Duration.ofSeconds(row.getInt("retryAfter")))
            : Optional.empty());
  }

  /** Half a surrogate pair is no text that could be sent, but its escape is. */
  private static String ascii(String json) {
    StringBuilder ascii = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char unit = json.charAt(i);
      ascii.append(unit < 0x7F ? String.valueOf(unit) : "\\u%04x".formatted((int) unit));
    }
    return ascii.toString();
  }

  /** A text, or a text and how often it comes. */
  private static Optional<String> text(JsonValue value) {
    return switch (value) {
      case JsonString text -> Optional.of(text.getString());
      case JsonArray times -> Optional.of(times.getString(0).repeat(times.getInt(1)));
      default -> Optional.empty();
    };
  }
}
