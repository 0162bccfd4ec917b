package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of tools in answers. */
@ServerTest
@Timeout(60)
class ToolAnswerTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();
  private static final String F = "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}";
  private static final String TOOLS = "\"tools\":[" + F + "]";
  private static final String FUNCTIONS = "\"functions\":[{\"name\":\"f\"}]";

  private final Api api;

  ToolAnswerTest(URI uri) {
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, BACKEND, HttpSettings.DEFAULTS);
    BACKEND.play(
        "two",
        Script.saying("Let me", " look.")
            .call("f", "{\"a\":\"\\\"\\u00fc\"}")
            .call("f", "{}")
            .finish(FinishReason.TOOL_CALLS));
    BACKEND.play("one", new Script(List.of()).call("f", "{}").finish(FinishReason.TOOL_CALLS));
    BACKEND.play(
        "break",
        new Script(List.of()).call("f", "{}").fail(new ChatFailure.Unreachable("it is gone")));
  }

  private JsonObject choice(String question, String members) {
    Api.Reply reply = api.chat(asking(question, members));
    assertEquals(200, reply.status(), reply.body());
    return reply.json().getJsonArray("choices").getJsonObject(0);
  }

  private List<JsonObject> chunks(String question, String members) {
    String body = api.chat(asking(question, members + ",\"stream\":true")).body();
    return Stream.of(body.split("\n\n"))
        .filter(event -> event.startsWith("data: {"))
        .map(event -> Json.parse(event.substring(6)).asJsonObject())
        .toList();
  }

  private static JsonObject delta(JsonObject chunk) {
    return chunk.getJsonArray("choices").getJsonObject(0).getJsonObject("delta");
  }

  @Test
  void aMessageHasItsTextAndItsCalls() {
    JsonObject choice = choice("two", TOOLS);
    JsonObject message = choice.getJsonObject("message");
    assertEquals("Let me look.", message.getString("content"));
    assertEquals("tool_calls", choice.getString("finish_reason"));
    List<JsonObject> calls = message.getJsonArray("tool_calls").getValuesAs(JsonObject.class);
    assertEquals(2, calls.size());
    assertEquals("function", calls.getFirst().getString("type"));
    JsonObject function = calls.getFirst().getJsonObject("function");
    assertEquals("f", function.getString("name"));
    assertEquals("{\"a\":\"\\\"\\u00fc\"}", function.getString("arguments"));
    assertFalse(calls.get(0).getString("id").equals(calls.get(1).getString("id")));
  }

  @Test
  void aMessageOfCallsAloneHasNoContent() {
    JsonObject message = choice("one", TOOLS).getJsonObject("message");
    assertTrue(message.isNull("content"), message.toString());
    assertFalse(message.containsKey("function_call"));
  }

  @Test
  void aMessageWithoutCallsHasNoListOfThem() {
    assertFalse(choice("hi", TOOLS).getJsonObject("message").containsKey("tool_calls"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tool_calls    | \"tools\":[F]",
        "tool_calls    | \"tools\":[F],\"tool_choice\":\"required\"",
        "stop          | \"tools\":[F],\"tool_choice\":F",
        "function_call | \"functions\":[{\"name\":\"f\"}]",
        "stop          | \"functions\":[{\"name\":\"f\"}],\"function_call\":{\"name\":\"f\"}",
      })
  void theFinishReasonIsThatOfTheChoice(String reason, String members) {
    String asked = members.replace("F", F);
    assertEquals(reason, choice("one", asked).getString("finish_reason"));
    JsonObject last = chunks("one", asked).getLast().getJsonArray("choices").getJsonObject(0);
    assertEquals(reason, last.getString("finish_reason"));
  }

  @Test
  void aCallIsStreamedInTwoDeltasAndItsNameOnce() {
    List<JsonObject> chunks = chunks("two", TOOLS);
    List<JsonObject> deltas = chunks.stream().map(ToolAnswerTest::delta).toList();
    assertEquals("assistant", deltas.get(0).getString("role"));
    assertEquals("Let me", deltas.get(1).getString("content"));
    assertEquals(" look.", deltas.get(2).getString("content"));
    JsonObject begun = deltas.get(3).getJsonArray("tool_calls").getJsonObject(0);
    assertEquals(0, begun.getInt("index"));
    assertEquals("function", begun.getString("type"));
    assertFalse(begun.getString("id").isEmpty());
    assertEquals("{\"name\":\"f\",\"arguments\":\"\"}", begun.getJsonObject("function").toString());
    JsonObject arguments = deltas.get(4).getJsonArray("tool_calls").getJsonObject(0);
    assertEquals(Set.of("index", "function"), arguments.keySet());
    assertEquals(
        "{\"a\":\"\\\"\\u00fc\"}", arguments.getJsonObject("function").getString("arguments"));
    assertEquals(1, deltas.get(5).getJsonArray("tool_calls").getJsonObject(0).getInt("index"));
    assertEquals(1, deltas.get(6).getJsonArray("tool_calls").getJsonObject(0).getInt("index"));
    assertEquals("{}", deltas.get(7).toString());
    assertEquals(8, deltas.size());
  }

  @Test
  void aFunctionCallIsToldAsOne() {
    assertEquals(
        "{\"name\":\"f\",\"arguments\":\"{}\"}",
        choice("one", FUNCTIONS)
            .getJsonObject("message")
            .getJsonObject("function_call")
            .toString());
    List<JsonObject> chunks = chunks("one", FUNCTIONS);
    assertEquals(
        "{\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}}", delta(chunks.get(1)).toString());
    assertEquals("{\"function_call\":{\"arguments\":\"{}\"}}", delta(chunks.get(2)).toString());
  }

  @Test
  void eachChoiceCountsItsCallsFromZero() {
    List<JsonObject> chunks = chunks("one", TOOLS + ",\"n\":2");
    List<Integer> indexes =
        chunks.stream()
            .map(ToolAnswerTest::delta)
            .filter(delta -> delta.containsKey("tool_calls"))
            .map(delta -> delta.getJsonArray("tool_calls").getJsonObject(0).getInt("index"))
            .toList();
    assertEquals(List.of(0, 0, 0, 0), indexes);
  }

  @Test
  void anAnswerThatBreaksOffAfterACallHasNoFinish() {
    List<JsonObject> chunks = chunks("break", TOOLS);
    assertTrue(chunks.getLast().containsKey("error"), chunks.toString());
    assertEquals(502, api.chat(asking("break", TOOLS)).status());
  }
}
