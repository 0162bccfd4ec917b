package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A stream of chat completions, read to its end. Reading it asserts what is true of every stream:
 * words come before calls, each call in two deltas, the first of which names it and the second of
 * which has all its arguments, and the finish reason last.
 */
final class WireStream {

  private static final String DATA = "data: ";
  private static final String DONE = "[DONE]";

  private final Map<Integer, Choice> choices = new TreeMap<>();
  private Optional<JsonObject> error = Optional.empty();
  private boolean used;

  /** What has come of a choice. */
  private static final class Choice {
    final StringBuilder content = new StringBuilder();
    final List<String> ids = new ArrayList<>();
    final List<WireCall> calls = new ArrayList<>();
    Optional<WireCall> functionCall = Optional.empty();
    String finish = "";

    WireChoice read() {
      WireAnswer.assertIds(ids);
      return new WireChoice(content.toString(), calls, functionCall, finish);
    }
  }

  private WireStream() {}

  static WireStream read(String body) {
    WireStream stream = new WireStream();
    List<String> events =
        body.lines()
            .filter(line -> line.startsWith(DATA))
            .map(line -> line.substring(DATA.length()))
            .toList();
    boolean done = events.contains(DONE);
    events.stream().filter(event -> !event.equals(DONE)).map(WireAnswer::parse).forEach(stream::on);
    assertEquals(stream.error.isEmpty(), done, body);
    assertTrue(!done || events.indexOf(DONE) == events.size() - 1, body);
    assertEquals(done, stream.used, body);
    return stream;
  }

  List<WireChoice> choices() {
    return choices.values().stream().map(Choice::read).toList();
  }

  Optional<JsonObject> error() {
    return error;
  }

  private void on(JsonObject event) {
    assertTrue(error.isEmpty(), "nothing comes after an error");
    assertFalse(used, "nothing comes after the usage");
    if (event.containsKey("error")) {
      error = Optional.of(event.getJsonObject("error"));
      return;
    }
    used = event.get("usage") instanceof JsonObject;
    for (JsonObject choice : event.getJsonArray("choices").getValuesAs(JsonObject.class)) {
      on(choices.computeIfAbsent(choice.getInt("index"), index -> new Choice()), choice);
    }
  }

  private static void on(Choice choice, JsonObject chunk) {
    assertEquals("", choice.finish, "nothing comes after the finish reason");
    JsonObject delta = chunk.getJsonObject("delta");
    String text = WireAnswer.text(delta, "content");
    if (!text.isEmpty()) {
      assertTrue(
          choice.calls.isEmpty() && choice.functionCall.isEmpty(), "no words come after a call");
    }
    choice.content.append(text);
    delta
        .getOrDefault("tool_calls", JsonValue.EMPTY_JSON_ARRAY)
        .asJsonArray()
        .getValuesAs(JsonObject.class)
        .forEach(call -> toolCall(choice, call));
    if (delta.containsKey("function_call")) {
      functionCall(choice, delta.getJsonObject("function_call"));
    }
    choice.finish = WireAnswer.text(chunk, "finish_reason");
  }

  private static void toolCall(Choice choice, JsonObject delta) {
    JsonObject function = delta.getJsonObject("function");
    int index = delta.getInt("index");
    if (delta.containsKey("id")) {
      assertEquals(choice.calls.size(), index);
      assertEquals("function", delta.getString("type"));
      assertEquals("", function.getString("arguments"));
      choice.ids.add(delta.getString("id"));
      choice.calls.add(WireAnswer.call(function));
    } else {
      assertEquals(choice.calls.size() - 1, index);
      assertFalse(function.containsKey("name"), "a name comes once");
      choice.calls.set(index, whole(choice.calls.get(index), function));
    }
  }

  private static void functionCall(Choice choice, JsonObject delta) {
    choice.functionCall =
        Optional.of(
            choice.functionCall.isEmpty()
                ? WireAnswer.call(delta)
                : whole(choice.functionCall.get(), delta));
  }

  private static WireCall whole(WireCall named, JsonObject delta) {
    assertEquals("", named.arguments(), "arguments come at once");
    return new WireCall(named.name(), delta.getString("arguments"));
  }
}
