package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static io.github.langfast2api.http.Requests.with;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.domain.ToolOptions;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tools, choices, calls and results in requests. */
@ServerTest
@Timeout(60)
class ToolRequestTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();
  private static final String F = "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}";
  private static final String TOOLS = "\"tools\":[" + F + "]";
  private static final String USER = "{\"role\":\"user\",\"content\":\"hi\"}";
  private static final String CALLS =
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
          + call("a")
          + ","
          + call("b")
          + "]}";

  private final Api api;

  ToolRequestTest(URI uri) {
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, BACKEND, HttpSettings.DEFAULTS);
  }

  private static String call(String id) {
    return "{\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{ }\"}}"
        .formatted(id);
  }

  private static String result(String id) {
    return "{\"role\":\"tool\",\"tool_call_id\":\"%s\",\"content\":\"r\"}".formatted(id);
  }

  private static String history(String... messages) {
    return with("\"messages\":[" + String.join(",", messages) + "]");
  }

  private ChatRequest asked(String body) {
    Api.Reply reply = api.chat(body);
    assertEquals(200, reply.status(), reply.body());
    return BACKEND.requests().getLast();
  }

  private static ToolOptions offering(ToolChoice choice, boolean parallel) {
    Tool f = new Tool.Function("f", Optional.empty(), Optional.empty());
    return new ToolOptions(List.of(f), choice, parallel);
  }

  @Test
  void aToolIsPassedOnWithItsSchema() {
    String tool =
        "\"tools\":[{\"type\":\"function\",\"strict\":7,\"function\":{\"name\":\"get-it_1\","
            + "\"description\":\"Gets it.\",\"strict\":true,"
            + "\"parameters\":{\"type\":\"object\",\"properties\":{\"n\":{\"default\":1.0}}}}}]";
    assertEquals(
        List.of(
            new Tool.Function(
                "get-it_1",
                Optional.of("Gets it."),
                Optional.of("{\"type\":\"object\",\"properties\":{\"n\":{\"default\":1.0}}}"))),
        asked(asking("hi", tool)).options().tools().offered());
  }

  static Stream<Arguments> choices() {
    return Stream.of(
        row("", new ToolChoice.Auto(), true),
        row(",\"tool_choice\":\"auto\",\"parallel_tool_calls\":null", new ToolChoice.Auto(), true),
        row(",\"parallel_tool_calls\":false", new ToolChoice.Auto(), false),
        row(",\"tool_choice\":\"none\"", new ToolChoice.None(), true),
        row(",\"tool_choice\":\"required\"", new ToolChoice.Required(), true),
        row(",\"tool_choice\":" + F, new ToolChoice.Named("f"), true),
        row(
            ",\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":"
                + "{\"mode\":\"required\",\"tools\":["
                + F
                + "]}}",
            new ToolChoice.Allowed(Set.of("f"), true),
            true));
  }

  private static Arguments row(String members, ToolChoice choice, boolean parallel) {
    return Arguments.of(members, choice, parallel);
  }

  @ParameterizedTest
  @MethodSource("choices")
  void aChoiceIsPassedOn(String members, ToolChoice choice, boolean parallel) {
    assertEquals(
        offering(choice, parallel), asked(asking("hi", TOOLS + members)).options().tools());
  }

  @Test
  void functionsAreToolsOfWhichOneIsCalledAtATime() {
    String functions = "\"functions\":[{\"name\":\"f\"}]";
    assertEquals(
        offering(new ToolChoice.Auto(), false), asked(asking("hi", functions)).options().tools());
    assertEquals(
        offering(new ToolChoice.Named("f"), false),
        asked(asking("hi", functions + ",\"function_call\":{\"name\":\"f\"}")).options().tools());
  }

  @Test
  void callsAndResultsArePassedOnToTheLetter() {
    String picture =
        "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":[{\"type\":\"text\",\"text\":\"see\"},"
            + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA\"}}]}";
    List<Message> messages = asked(history(USER, CALLS, result("b"), picture, USER)).messages();
    assertEquals(
        List.of(new Part.ToolCall("a", "f", "{ }"), new Part.ToolCall("b", "f", "{ }")),
        messages.get(1).parts());
    assertEquals(
        List.of(new Part.ToolResult("b", List.of(new Part.Text("r")))), messages.get(2).parts());
    assertEquals(
        List.of(
            new Part.ToolResult(
                "a",
                List.of(
                    new Part.Text("see"),
                    new Part.Image("data:image/png;base64,AA", Optional.empty())))),
        messages.get(3).parts());
    assertEquals(Role.TOOL, messages.get(3).role());
  }

  @Test
  void aFunctionCallHasTheResultAfterIt() {
    List<Message> messages =
        asked(
                history(
                    USER,
                    "{\"role\":\"assistant\",\"content\":\"\",\"function_call\":"
                        + "{\"name\":\"f\",\"arguments\":\"{}\"}}",
                    "{\"role\":\"function\",\"name\":\"f\",\"content\":\"r\"}"))
            .messages();
    Part.ToolCall call = (Part.ToolCall) messages.get(1).parts().getFirst();
    Part.ToolResult result = (Part.ToolResult) messages.get(2).parts().getFirst();
    assertEquals(call.id(), result.callId());
  }

  static Stream<String> histories() {
    return Stream.of(
        history(USER, CALLS, result("a"), result("b")),
        history(USER, CALLS, result("b"), result("a"), USER),
        history(USER, CALLS, result("a"), result("b"), CALLS, result("a"), result("b")),
        history(
            USER,
            "{\"role\":\"assistant\",\"tool_calls\":[" + call("a") + "]}",
            "{\"role\":\"assistant\",\"content\":\"\"}",
            "{\"role\":\"assistant\",\"content\":\"and\",\"tool_calls\":[" + call("b") + "]}",
            result("a"),
            result("b")),
        history(
            USER,
            "{\"role\":\"assistant\",\"tool_calls\":[" + call("a") + "," + call("a") + "]}",
            result("a"),
            result("a")),
        history(
            USER,
            CALLS,
            result("a"),
            "{\"role\":\"tool\",\"tool_call_id\":\"b\",\"content\":\"\"}"),
        history(USER, CALLS, result("a"), "{\"role\":\"tool\",\"tool_call_id\":\"b\"}"),
        history(
            USER,
            "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"x y\",\"function\":"
                + "{\"name\":\"gone\",\"arguments\":\"not JSON\",\"more\":1}}]}",
            result("x y")));
  }

  @ParameterizedTest
  @MethodSource("histories")
  void aHistoryWhoseCallsHaveTheirResultsIsTaken(String body) {
    assertEquals(200, api.chat(body).status(), body);
  }

  static Stream<Arguments> brokenHistories() {
    return Stream.of(
        refused(history(USER, result("a")), "- messages[1].role"),
        refused(history(USER, CALLS, result("c")), "- messages[2].role"),
        refused(history(USER, CALLS, result("a"), result("a")), "- messages[3].tool_call_id"),
        refused(history(USER, CALLS), "- messages[1].role"),
        refused(history(USER, CALLS, result("a")), "- messages[1].role"),
        refused(history(USER, CALLS, result("a"), USER, result("b")), "- messages[1].role"),
        refused(
            history(USER, CALLS, result("a"), result("b"), USER, result("a")),
            "- messages[5].role"),
        refused(
            history(USER, CALLS, "{\"role\":\"tool\",\"content\":\"r\"}"),
            "missing_required_parameter messages[2].tool_call_id"),
        refused(history(USER, "{\"role\":\"function\",\"content\":\"r\"}"), "- messages[1].role"),
        refused(
            history(USER, "{\"role\":\"assistant\",\"tool_calls\":[]}"),
            "empty_array messages[1].tool_calls"),
        broken("{\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}", "id"),
        broken("{\"id\":\"a\",\"function\":{\"arguments\":\"\"}}", "function.name"),
        broken("{\"id\":\"a\",\"function\":{\"name\":\"f\"}}", "function.arguments"),
        broken("{\"id\":\"a\"}", "function"),
        refused(
            history(
                USER,
                "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"custom\"}]}"),
            "unsupported_value messages[1].tool_calls[0].type"));
  }

  private static Arguments broken(String call, String member) {
    return refused(
        history(USER, "{\"role\":\"assistant\",\"tool_calls\":[" + call + "]}"),
        "missing_required_parameter messages[1].tool_calls[0]." + member);
  }

  private static Arguments refused(String body, String failure) {
    return Arguments.of(body, failure);
  }

  @ParameterizedTest
  @MethodSource("brokenHistories")
  void aCallWithoutItsResultIsRefused(String body, String failure) {
    int before = BACKEND.requests().size();
    assertEquals("400 invalid_request_error " + failure, api.chat(body).failure());
    assertEquals(before, BACKEND.requests().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"tools\":\"f\" | invalid_type tools",
        "\"tools\":[7] | invalid_type tools[0]",
        "\"tools\":[{\"function\":{}}] | missing_required_parameter tools[0].type",
        "\"tools\":[{\"type\":\"custom\"}] | unsupported_value tools[0].type",
        "\"tools\":[{\"type\":\"web\"}] | invalid_value tools[0].type",
        "\"tools\":[{\"type\":\"function\"}] | missing_required_parameter tools[0].function",
        "\"tools\":[{\"type\":\"function\",\"function\":{}}] | missing_required_parameter"
            + " tools[0].function.name",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a b\"}}] | invalid_value"
            + " tools[0].function.name",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}},{\"type\":\"function\","
            + "\"function\":{\"name\":\"f\"}}] | invalid_value tools[1].function.name",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":7}}] |"
            + " invalid_type tools[0].function.parameters",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":"
            + "{\"type\":\"array\"}}}] | invalid_function_parameters tools[0].function.parameters",
        "\"tool_choice\":\"required\" | - tool_choice",
        "\"tool_choice\":\"sometimes\" | invalid_value tool_choice",
        "\"tool_choice\":7 | invalid_type tool_choice",
        "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}} | invalid_value"
            + " tool_choice",
        "\"parallel_tool_calls\":\"no\" | invalid_type parallel_tool_calls",
        "\"function_call\":{\"name\":\"f\"} | invalid_value function_call",
        "\"function_call\":\"required\" | invalid_value function_call",
        "\"functions\":[{\"name\":\"a b\"}] | invalid_value functions[0].name",
        "\"functions\":[{\"name\":\"f\"}],\"tools\":[{\"type\":\"function\",\"function\":"
            + "{\"name\":\"f\"}}] | - functions",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"s\",\"schema\":"
            + "{\"type\":\"array\"}}} | invalid_json_schema response_format.json_schema.schema",
      })
  void aWrongToolOrChoiceIsRefused(String members, String failure) {
    int before = BACKEND.requests().size();
    assertEquals("400 invalid_request_error " + failure, api.chat(asking("hi", members)).failure());
    assertEquals(before, BACKEND.requests().size());
  }

  @Test
  void noMoreThan128ToolsAreTaken() {
    List<String> tools =
        Stream.iterate(0, i -> i + 1)
            .limit(129)
            .map(i -> F.replace("\"f\"", "\"f" + i + "\""))
            .toList();
    assertEquals(
        "400 invalid_request_error array_above_max_length tools",
        api.chat(asking("hi", "\"tools\":[" + String.join(",", tools) + "]")).failure());
    assertEquals(
        200,
        api.chat(asking("hi", "\"tools\":[" + String.join(",", tools.subList(0, 128)) + "]"))
            .status());
  }

  @Test
  void aNameHasNoMoreThan64Characters() {
    String name = F.replace("\"f\"", "\"" + "f".repeat(65) + "\"");
    assertEquals(
        "400 invalid_request_error string_above_max_length tools[0].function.name",
        api.chat(asking("hi", "\"tools\":[" + name + "]")).failure());
  }
}
