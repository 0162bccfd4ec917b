package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An answer of chat completions, read from what is on the wire. Reading it asserts what is true of
 * every answer.
 *
 * @param status of HTTP
 * @param retry the header {@code x-should-retry}
 * @param choices empty where the answer is an error from the beginning
 * @param error in the body, or the last event of a stream
 */
record WireAnswer(
    int status, Optional<String> retry, List<WireChoice> choices, Optional<JsonObject> error) {

  private static final JsonReaderFactory READERS =
      JsonProvider.provider().createReaderFactory(Map.of());
  private static final Pattern RANDOM_ID = Pattern.compile("[A-Za-z0-9]{24}");

  static WireAnswer of(HttpResponse<String> response) {
    Optional<String> retry = response.headers().firstValue("x-should-retry");
    if (response.headers().firstValue("content-type").orElse("").startsWith("text/event-stream")) {
      WireStream stream = WireStream.read(response.body());
      return new WireAnswer(response.statusCode(), retry, stream.choices(), stream.error());
    }
    JsonObject body = parse(response.body());
    Optional<JsonObject> error = Optional.ofNullable(body.getJsonObject("error"));
    assertEquals(response.statusCode() != 200, error.isPresent(), response::body);
    List<WireChoice> choices =
        error.isPresent()
            ? List.of()
            : body.getJsonArray("choices").getValuesAs((JsonObject choice) -> choice(choice));
    return new WireAnswer(response.statusCode(), retry, choices, error);
  }

  static JsonObject parse(String json) {
    try (JsonReader reader = READERS.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  /** Asserts that the calls have ids of which none comes twice. */
  static void assertIds(List<String> ids) {
    assertIds("call_", ids);
  }

  /** Asserts that the calls have ids that begin with this, of which none comes twice. */
  static void assertIds(String prefix, List<String> ids) {
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      assertTrue(id.startsWith(prefix), id);
      assertTrue(RANDOM_ID.matcher(id.substring(prefix.length())).matches(), id);
      assertTrue(seen.add(id), () -> id + " comes twice");
    }
  }

  /** A member that is a string; empty if it is null or absent. */
  static String text(JsonObject of, String member) {
    return of.get(member) instanceof JsonString text ? text.getString() : "";
  }

  static WireCall call(JsonObject function) {
    return new WireCall(function.getString("name"), function.getString("arguments"));
  }

  private static WireChoice choice(JsonObject choice) {
    JsonObject message = choice.getJsonObject("message");
    List<JsonObject> calls =
        message.containsKey("tool_calls")
            ? message.getJsonArray("tool_calls").getValuesAs(JsonObject.class)
            : List.of();
    Optional<JsonObject> function = Optional.ofNullable(message.getJsonObject("function_call"));
    if (message.containsKey("tool_calls")) {
      assertFalse(calls.isEmpty(), "no calls are no list of calls");
    }
    if (!calls.isEmpty() || function.isPresent()) {
      assertTrue(
          !text(message, "content").isEmpty() || message.get("content") == JsonValue.NULL,
          "content without words is null");
    }
    calls.forEach(call -> assertEquals("function", call.getString("type")));
    assertIds(calls.stream().map(call -> call.getString("id")).toList());
    return new WireChoice(
        text(message, "content"),
        calls.stream().map(call -> call(call.getJsonObject("function"))).toList(),
        function.map(WireAnswer::call),
        choice.getString("finish_reason"));
  }
}
