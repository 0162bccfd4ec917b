package io.github.langfast2api.app.e2e;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of {@code tool-calls.json}. Its members: {@code request}, members of the request beside
 * those of all rows, null for none; {@code written}, what the model writes, which ends with the
 * finish reason {@code upstream}, or a {@code script} for {@code langfast.mjs}; {@code after}, the
 * messages after the one that holds the script; {@code next}, what the model writes after these, or
 * when it is asked once more; the rest is what a client must see.
 *
 * @param name what happens, in words
 * @param request the body of the request, which asks for no stream
 * @param seen the choice that the client must see, as often as it asked for; without content where
 *     {@code sent} tells it
 * @param sent what the model must have been sent after the script, as role and text, where its
 *     answer is to repeat that
 * @param error what an error must hold, if the client must see one: {@code status}, {@code retry}
 *     for the header {@code x-should-retry}, a part of the {@code message}, and members of its own
 * @param streamError the same of a stream, which can take nothing back
 */
record ToolCallRow(
    String name,
    JsonObject request,
    WireChoice seen,
    Optional<JsonArray> sent,
    Optional<JsonObject> error,
    Optional<JsonObject> streamError) {

  private static final JsonBuilderFactory JSON =
      JsonProvider.provider().createBuilderFactory(Map.of());

  static List<ToolCallRow> table() {
    InputStream in =
        Objects.requireNonNull(
            ToolCallRow.class.getResourceAsStream("/tool-calls.json"), "tool-calls.json");
    try (JsonReader reader =
        JsonProvider.provider().createReaderFactory(Map.of()).createReader(in)) {
      JsonObject table = reader.readObject();
      return table
          .getJsonArray("rows")
          .getValuesAs((JsonObject row) -> of(row, table.getJsonArray("tools")));
    }
  }

  /** The row of this name. */
  static ToolCallRow named(String name) {
    return table().stream().filter(row -> row.name.equals(name)).findFirst().orElseThrow();
  }

  @Override
  public String toString() {
    return name;
  }

  /** How many choices the client asks for. */
  int choices() {
    return request.getInt("n", 1);
  }

  /** The body of the request for a stream. */
  JsonObject streamRequest() {
    return JSON.createObjectBuilder(request)
        .add("stream", true)
        .add("stream_options", JSON.createObjectBuilder().add("include_usage", true))
        .build();
  }

  /** A row as the table has them, asked with these tools. */
  static ToolCallRow of(JsonObject row, JsonArray tools) {
    return new ToolCallRow(
        row.getString("name"),
        request(row, tools),
        seen(row),
        Optional.ofNullable(row.getJsonArray("sent")),
        error(row, "error"),
        error(row, "stream_error").or(() -> error(row, "error")));
  }

  private static JsonObject request(JsonObject row, JsonArray tools) {
    JsonObject script = row.containsKey("script") ? row.getJsonObject("script") : script(row);
    JsonArrayBuilder messages =
        JSON.createArrayBuilder()
            .add(JSON.createObjectBuilder().add("role", "user").add("content", script.toString()));
    array(row, "after").forEach(messages::add);
    JsonObjectBuilder request =
        JSON.createObjectBuilder()
            .add("model", "gpt-4.1")
            .add("messages", messages)
            .add("tools", tools);
    row.getOrDefault("request", JsonValue.EMPTY_JSON_OBJECT)
        .asJsonObject()
        .forEach(
            (member, value) -> {
              if (value == JsonValue.NULL) {
                request.remove(member);
              } else {
                request.add(member, value);
              }
            });
    return request.build();
  }

  private static JsonObject script(JsonObject row) {
    JsonArrayBuilder next = JSON.createArrayBuilder();
    if (row.containsKey("next")) {
      next.add(steps(row.getString("next"), "stop"));
    }
    return JSON.createObjectBuilder()
        .add("steps", steps(row.getString("written", ""), row.getString("upstream", "stop")))
        .add("next", next)
        .build();
  }

  private static JsonArrayBuilder steps(String written, String end) {
    return JSON.createArrayBuilder()
        .add(JSON.createObjectBuilder().add("write", written))
        .add(JSON.createObjectBuilder().add("end", end));
  }

  private static Optional<JsonObject> error(JsonObject row, String member) {
    return Optional.ofNullable(row.getJsonObject(member));
  }

  private static WireChoice seen(JsonObject row) {
    return new WireChoice(
        row.getString("content", ""),
        array(row, "calls").getValuesAs((JsonArray call) -> call(call)),
        Optional.ofNullable(row.getJsonArray("function_call")).map(ToolCallRow::call),
        row.getString("finish", ""));
  }

  private static WireCall call(JsonArray call) {
    return new WireCall(call.getString(0), text(call.get(1)));
  }

  /** A text, or one with a part in its middle that comes a number of times. */
  private static String text(JsonValue value) {
    return switch (value) {
      case JsonString text -> text.getString();
      case JsonArray parts ->
          parts.getString(0) + parts.getString(1).repeat(parts.getInt(2)) + parts.getString(3);
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  private static JsonArray array(JsonObject row, String member) {
    return row.getOrDefault(member, JsonValue.EMPTY_JSON_ARRAY).asJsonArray();
  }
}
