package io.github.langfast2api.http;

import static io.github.langfast2api.http.OpenAiResponses.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.Keyring;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the Responses API, whole and streamed. */
@ServerTest
@Timeout(60)
class ResponsesAnswerTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();
  private static final String TOOLS =
      "\"tools\":[{\"type\":\"function\",\"name\":\"f\"},{\"type\":\"custom\",\"name\":\"c\"},"
          + "{\"type\":\"namespace\",\"name\":\"n\",\"description\":\"d\",\"tools\":["
          + "{\"type\":\"function\",\"name\":\"f\"}]}]";

  private final OpenAiResponses responses;

  ResponsesAnswerTest(URI uri) {
    this.responses = new OpenAiResponses(new Api(uri));
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(
        server,
        BACKEND,
        new HttpSettings(Keyring.NONE, 1 << 20, false, Answer.EVER, Duration.ofMillis(50), false));
    BACKEND.play(
        "text",
        Script.saying("Grüße ", "\"😀\"\n")
            .finish(new Finish(FinishReason.STOP, Optional.of(new Usage(7, 5, 2, 1)))));
    BACKEND.play("cut", Script.saying("Once").finish(FinishReason.LENGTH));
    BACKEND.play("filtered", Script.saying("Once").finish(FinishReason.CONTENT_FILTER));
    BACKEND.play("cut at once", new Script(List.of()).finish(FinishReason.LENGTH));
    BACKEND.play("nothing", new Script(List.of()).finish(FinishReason.STOP));
    BACKEND.play(
        "calls",
        Script.saying("Look.")
            .call("f", "{\"a\":\"\\u00fc\"}")
            .call("c", "*** Begin\n\"x\"")
            .call("n.f", "{}")
            .call("gone", "{}")
            .finish(FinishReason.TOOL_CALLS));
    BACKEND.play("call", new Script(List.of()).call("f", "{}").finish(FinishReason.TOOL_CALLS));
    BACKEND.play(
        "empty input", new Script(List.of()).call("c", "").finish(FinishReason.TOOL_CALLS));
    BACKEND.play("call, cut", new Script(List.of()).call("f", "{}").finish(FinishReason.LENGTH));
    BACKEND.play("break", Script.saying("Half").fail(new ChatFailure.Unreachable("it is gone")));
    BACKEND.play(
        "limit",
        new Script(List.of())
            .fail(new ChatFailure.RateLimited("slowly", Optional.of(Duration.ofSeconds(9)))));
    BACKEND.play(
        "limit late",
        Script.saying("Half")
            .fail(new ChatFailure.RateLimited("slowly", Optional.of(Duration.ofSeconds(9)))));
    BACKEND.play("rewritten", Script.saying("Half").rewrite("Whole").finish(FinishReason.STOP));
    BACKEND.play(
        "slow failure",
        new Script(List.of())
            .pause(Duration.ofMillis(200))
            .fail(new ChatFailure.Unreachable("it is gone")));
  }

  private static List<JsonObject> output(JsonObject response) {
    return response.getJsonArray("output").getValuesAs(JsonObject.class);
  }

  /** What both ways of asking come to, but for ids and times. */
  private JsonObject both(String question, String... members) {
    JsonObject whole = responses.create(asking(question, members));
    List<JsonObject> events =
        responses.stream(
            asking(
                question,
                String.join(",", members) + (members.length == 0 ? "" : ",") + "\"stream\":true"));
    JsonObject streamed = events.getLast().getJsonObject("response");
    assertEquals(whole.keySet(), streamed.keySet());
    assertEquals(
        withoutIds(whole.getJsonArray("output")), withoutIds(streamed.getJsonArray("output")));
    assertEquals(whole.getString("status"), streamed.getString("status"));
    assertEquals(whole.get("usage"), streamed.get("usage"));
    assertEquals(whole.get("incomplete_details"), streamed.get("incomplete_details"));
    return whole;
  }

  private static String withoutIds(JsonArray output) {
    return output.toString().replaceAll("\"(id|call_id)\":\"[^\"]*\"", "");
  }

  @Test
  void aTextIsOneMessage() {
    JsonObject response = both("text");
    assertEquals("completed", response.getString("status"));
    JsonObject message = output(response).getFirst();
    assertEquals(1, output(response).size());
    assertEquals(
        "Grüße \"😀\"\n", message.getJsonArray("content").getJsonObject(0).getString("text"));
    assertTrue(message.getString("id").startsWith("msg_"), message.toString());
    assertEquals(
        "{\"input_tokens\":7,\"input_tokens_details\":{\"cached_tokens\":1,\"cache_write_tokens\":0},"
            + "\"output_tokens\":5,\"output_tokens_details\":{\"reasoning_tokens\":2},"
            + "\"total_tokens\":12}",
        response.getJsonObject("usage").toString());
    assertFalse(response.isNull("completed_at"));
  }

  @Test
  void everyMemberIsThereWithItsDefault() {
    JsonObject response = responses.create(asking("hi"));
    assertEquals(
        "{\"instructions\":null,\"max_output_tokens\":null,\"max_tool_calls\":null,"
            + "\"model\":\"gpt-4.1\",\"parallel_tool_calls\":true,\"previous_response_id\":null,"
            + "\"reasoning\":{\"effort\":null,\"summary\":null},\"service_tier\":\"default\","
            + "\"store\":true,\"temperature\":1,\"text\":{\"format\":{\"type\":\"text\"}},"
            + "\"tool_choice\":\"auto\",\"tools\":[],\"top_logprobs\":0,\"top_p\":1,"
            + "\"presence_penalty\":0,\"frequency_penalty\":0,\"truncation\":\"disabled\","
            + "\"background\":false,\"user\":null,\"safety_identifier\":null,"
            + "\"prompt_cache_key\":null,\"metadata\":{}}",
        without(
                response,
                "id object created_at status completed_at error incomplete_details output usage")
            .toString());
    assertTrue(response.getString("id").matches("resp_[0-9a-f]{32}"), response.toString());
  }

  @Test
  void whatWasSentIsToldBack() {
    String sent =
        "\"instructions\":\"Be brief.\",\"max_output_tokens\":99,\"max_tool_calls\":3,"
            + "\"parallel_tool_calls\":false,\"temperature\":0.25,\"top_p\":0.5,"
            + "\"text\":{\"format\":{\"type\":\"json_object\"}},\"tool_choice\":\"none\","
            + "\"truncation\":\"auto\",\"user\":\"u\",\"safety_identifier\":\"s\","
            + "\"prompt_cache_key\":\"k\",\"metadata\":{\"a\":\"b\"},\"store\":false";
    JsonObject response = responses.create(asking("hi", sent));
    JsonObject expected = Json.parse("{" + sent + "}").asJsonObject();
    expected.forEach((name, value) -> assertEquals(value, response.get(name), name));
  }

  @Test
  void toolsAreToldBackWithAllMembers() {
    JsonArray tools =
        responses
            .create(asking("hi", "\"tools\":[{\"type\":\"function\",\"name\":\"f\"}]"))
            .getJsonArray("tools");
    assertEquals(
        "[{\"type\":\"function\",\"name\":\"f\",\"description\":null,\"parameters\":null,"
            + "\"strict\":true}]",
        tools.toString());
  }

  @Test
  void callsFollowTheMessageEachInItsForm() {
    List<JsonObject> output = output(both("calls", TOOLS));
    assertEquals(
        "message function_call custom_tool_call function_call function_call",
        output.stream().map(item -> item.getString("type")).collect(Collectors.joining(" ")));
    assertEquals("{\"a\":\"\\u00fc\"}", output.get(1).getString("arguments"));
    assertFalse(output.get(1).containsKey("namespace"));
    assertEquals("*** Begin\n\"x\"", output.get(2).getString("input"));
    assertEquals("n", output.get(3).getString("namespace"));
    assertEquals("f", output.get(3).getString("name"));
    assertEquals("gone", output.get(4).getString("name"));
    assertEquals(
        output.size(), output.stream().map(item -> item.getString("id")).distinct().count());
  }

  @Test
  void callsWithoutTextHaveNoMessage() {
    JsonObject response = both("call", TOOLS);
    assertEquals("completed", response.getString("status"));
    assertEquals("function_call", output(response).getFirst().getString("type"));
    assertEquals(1, output(response).size());
  }

  @Test
  void aCustomToolMayBeCalledWithNothing() {
    assertEquals("", output(both("empty input", TOOLS)).getFirst().getString("input"));
  }

  @ParameterizedTest
  @CsvSource({"cut,max_output_tokens", "filtered,content_filter"})
  void anAnswerThatIsCutIsIncompleteAndSoIsItsMessage(String question, String reason) {
    JsonObject response = both(question);
    assertEquals("incomplete", response.getString("status"));
    assertEquals(reason, response.getJsonObject("incomplete_details").getString("reason"));
    assertEquals("incomplete", output(response).getFirst().getString("status"));
    assertTrue(response.isNull("completed_at"));
  }

  @Test
  void callsThatAreWholeStayCompletedWhereTheAnswerIsCut() {
    JsonObject response = both("call, cut", TOOLS);
    assertEquals("incomplete", response.getString("status"));
    assertEquals("completed", output(response).getFirst().getString("status"));
  }

  @Test
  void anAnswerThatIsCutBeforeItsTextHasNoItems() {
    assertEquals(JsonValue.EMPTY_JSON_ARRAY, both("cut at once").getJsonArray("output"));
  }

  @Test
  void anEmptyAnswerIsAnEmptyMessage() {
    JsonObject message = output(both("nothing")).getFirst();
    assertEquals("", message.getJsonArray("content").getJsonObject(0).getString("text"));
  }

  @Test
  void aFailureBeforeTheTextHasItsStatus() {
    Api.Reply reply = responses.post(asking("limit", "\"stream\":true"));
    assertEquals("429 requests rate_limit_exceeded -", reply.failure());
    assertEquals("9", reply.header("retry-after").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "break,server_error,1",
    "limit late,rate_limit_exceeded,1",
    "slow failure,server_error,0",
    "rewritten,server_error,1"
  })
  void aFailureInTheMiddleIsToldAsErrorAndThenAsFailedResponse(
      String question, String code, int items) {
    List<JsonObject> events = responses.stream(asking(question, "\"stream\":true"));
    JsonObject error = events.get(events.size() - 2);
    assertEquals("error", error.getString("type"));
    assertEquals(error.getString("message"), error.getJsonObject("error").getString("message"));
    JsonObject response = events.getLast().getJsonObject("response");
    assertEquals("failed", response.getString("status"));
    assertEquals(code, response.getJsonObject("error").getString("code"));
    assertEquals(items, output(response).size());
    assertEquals(404, responses.send("GET", "/" + response.getString("id"), "").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hi", "text"})
  void theDeltasComeAsTheyAreMade(String question) {
    List<JsonObject> events = responses.stream(asking(question, "\"stream\":true"));
    assertEquals(
        2,
        events.stream()
            .filter(event -> event.getString("type").equals("response.output_text.delta"))
            .count());
  }

  @Test
  void tokensAreCountedWithoutARun() {
    int before = BACKEND.requests().size();
    Api.Reply reply =
        responses.send("POST", "/input_tokens", asking("hi", "\"instructions\":\"Be brief.\""));
    assertEquals("{\"object\":\"response.input_tokens\",\"input_tokens\":2}", reply.body());
    assertEquals(before, BACKEND.requests().size());
  }

  private static JsonObject without(JsonObject object, String names) {
    var builder = Json.object(object);
    for (String name : names.split(" ", -1)) {
      builder.remove(name);
    }
    return builder.build();
  }
}
