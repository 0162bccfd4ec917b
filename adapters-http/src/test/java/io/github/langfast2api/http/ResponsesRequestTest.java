package io.github.langfast2api.http;

import static io.github.langfast2api.http.OpenAiResponses.asking;
import static io.github.langfast2api.http.OpenAiResponses.items;
import static io.github.langfast2api.http.OpenAiResponses.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests to the Responses API are read, and which are refused before a run. */
@ServerTest
@Timeout(60)
class ResponsesRequestTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();
  private static final String USER = "{\"role\":\"user\",\"content\":\"q\"}";
  private static final String CALL =
      "{\"type\":\"function_call\",\"call_id\":\"c1\",\"name\":\"f\",\"arguments\":\"{}\"}";
  private static final String OUTPUT =
      "{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"4\"}";
  private static final String F = "{\"type\":\"function\",\"name\":\"f\"}";

  private final OpenAiResponses responses;

  ResponsesRequestTest(URI uri) {
    this.responses = new OpenAiResponses(new Api(uri));
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, BACKEND, HttpSettings.DEFAULTS);
  }

  /** What the backend is asked for a request that is answered. */
  private ChatRequest asked(String body) {
    var unused = responses.create(body);
    return BACKEND.requests().getLast();
  }

  private ChatOptions options(String... members) {
    return asked(asking("q", members)).options();
  }

  /** The conversation as one line: roles with what they said. */
  private String conversation(String items, String... members) {
    return asked(
            items(
                items.replace("USER", USER).replace("CALL", CALL).replace("OUTPUT", OUTPUT),
                members))
        .messages()
        .stream()
        .map(ResponsesRequestTest::line)
        .collect(Collectors.joining(" ; "));
  }

  private static String line(Message message) {
    return message.role().name().toLowerCase(java.util.Locale.ROOT)
        + message.parts().stream().map(ResponsesRequestTest::part).collect(Collectors.joining());
  }

  private static String part(Part part) {
    return switch (part) {
      case Part.Text(String text) -> " '" + text + "'";
      case Part.Image(String url, Optional<String> detail) -> " <" + url + detail.orElse("") + ">";
      case Part.ToolCall(String id, String name, String arguments) ->
          " " + id + "=" + name + arguments;
      case Part.ToolResult(String id, List<Part> content) ->
          " "
              + id
              + ":"
              + content.stream().map(ResponsesRequestTest::part).collect(Collectors.joining());
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "user 'q' | USER",
        "user 'q' | {\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"q\"}]}",
        "user <https://x/y.pnghigh> |"
            + " {\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"image_url\":\"https://x/y.png\",\"detail\":\"original\"}]}",
        "user 'q' ; assistant 'a' 'no' ; user 'q' |"
            + " USER,{\"type\":\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"status\":\"completed\",\"phase\":\"final_answer\",\"content\":[{\"type\":\"output_text\",\"text\":\"a\",\"annotations\":[],\"logprobs\":[]},{\"type\":\"refusal\",\"refusal\":\"no\"}]},USER",
        "user 'q' ; user 'q' |"
            + " USER,{\"role\":\"assistant\",\"content\":\"\"},{\"role\":\"assistant\",\"content\":[]},{\"role\":\"assistant\",\"content\":null},USER",
        "user 'q' ; user 'q' |"
            + " USER,{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\"x\"},USER",
        "user 'q' ; assistant c1=f{} ; tool c1: '4' | USER,CALL,OUTPUT",
        "user 'q' ; assistant c1=f{} ; tool c1: '4' ; assistant c1=f{} ; tool c1: '4' |"
            + " USER,CALL,OUTPUT,CALL,OUTPUT",
        "user 'q' ; assistant c1=f{} c1=f{} ; tool c1: '4' ; tool c1: '4' |"
            + " USER,CALL,CALL,OUTPUT,OUTPUT",
        "user 'q' ; assistant 'hm' c1=f{} ; tool c1: '4' |"
            + " USER,CALL,{\"type\":\"reasoning\",\"summary\":[]},{\"role\":\"assistant\",\"content\":\"hm\"},OUTPUT",
        "user 'q' ; assistant c1=f{} ; tool c1: '4' ; assistant 'so' |"
            + " USER,CALL,OUTPUT,{\"role\":\"assistant\",\"content\":\"so\"}",
        "user 'q' ; assistant c1=f{} ; tool c1: '4' ; system 'by the way' |"
            + " USER,CALL,{\"role\":\"developer\",\"content\":\"by the way\"},OUTPUT",
        "user 'q' ; assistant c1=f{} ; tool c1: |"
            + " USER,CALL,{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":[]}",
        "user 'q' ; assistant c1=f{} ; tool c1: 'see' <data:image/png;base64,AA> |"
            + " USER,CALL,{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":[{\"type\":\"input_text\",\"text\":\"see\"},{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,AA\"}]}",
        "user 'q' ; assistant c9=c*** Begin ; tool c9: 'ok' |"
            + " USER,{\"type\":\"custom_tool_call\",\"call_id\":\"c9\",\"name\":\"c\",\"input\":\"***"
            + " Begin\"},{\"type\":\"custom_tool_call_output\",\"call_id\":\"c9\",\"output\":\"ok\"}",
        "user 'q' ; assistant c1=n.f{} ; tool c1: '4' |"
            + " USER,{\"type\":\"function_call\",\"call_id\":\"c1\",\"namespace\":\"n\",\"name\":\"f\",\"arguments\":\"{}\"},OUTPUT",
      })
  void itemsBecomeAConversation(String expected, String items) {
    assertEquals(expected, conversation(items));
  }

  @Test
  void instructionsComeFirst() {
    assertEquals(
        "system 'Be brief.' ; user 'q'", conversation("USER", "\"instructions\":\"Be brief.\""));
  }

  @Test
  void parametersReachTheModel() {
    ChatOptions options =
        options(
            "\"temperature\":0.5",
            "\"top_p\":0.25",
            "\"max_output_tokens\":16",
            "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"s\",\"schema\":{\"type\":\"object\"},\"strict\":true}}");
    assertEquals(0.5, options.sampling().temperature().orElseThrow());
    assertEquals(0.25, options.sampling().topP().orElseThrow());
    assertEquals(16, options.maxCompletionTokens().orElseThrow());
    assertEquals(
        new ResponseFormat.JsonSchema(
            "s", Optional.empty(), Optional.of("{\"type\":\"object\"}"), Optional.of(true)),
        options.responseFormat().orElseThrow());
  }

  @Test
  void reasoningAndVerbosityReachAModelThatHasThem() {
    ChatOptions options =
        asked(
                "{\"model\":\"gpt-5\",\"input\":\"q\",\"reasoning\":{\"effort\":\"low\",\"summary\":\"auto\"},"
                    + "\"text\":{\"verbosity\":\"high\"}}")
            .options();
    assertEquals(Optional.of("low"), options.reasoningEffort());
    assertEquals(Optional.of("high"), options.verbosity());
  }

  @Test
  void whatAModelDoesNotHaveIsLeftOutAndNamed() {
    Api.Reply reply =
        responses.post(
            asking("q", "\"reasoning\":{\"effort\":\"low\"}", "\"text\":{\"verbosity\":\"low\"}"));
    assertEquals(
        "reasoning.effort, text.verbosity", reply.header("x-dropped-parameters").orElseThrow());
  }

  @Test
  void toolsAreOfferedUnderTheirNamesAlsoThoseOfNamespacesAndItems() {
    String items =
        USER
            + ",{\"type\":\"additional_tools\",\"role\":\"developer\",\"tools\":[{\"type\":\"custom\",\"name\":\"c\"}]}";
    String tools =
        "\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"description\":\"d\",\"parameters\":{\"type\":\"object\"},\"strict\":null},"
            + "{\"type\":\"namespace\",\"name\":\"n\",\"description\":\"d\",\"tools\":[{\"type\":\"function\",\"name\":\"f\"}]}]";
    assertEquals(
        List.of(
            new Tool.Function("f", Optional.of("d"), Optional.of("{\"type\":\"object\"}")),
            new Tool.Function("n.f", Optional.empty(), Optional.empty()),
            new Tool.Custom("c", Optional.empty(), Optional.empty())),
        asked(items(items, tools)).options().tools().offered());
  }

  @Test
  void hostedToolsThatAreOnlyOfferedAreLeftOutAndNamed() {
    Api.Reply reply =
        responses.post(
            asking(
                "q",
                "\"tools\":["
                    + F
                    + ",{\"type\":\"web_search\"},{\"type\":\"mcp\",\"server_label\":\"x\"}]"));
    assertEquals("tools.web_search, tools.mcp", reply.header("x-dropped-parameters").orElseThrow());
    assertEquals(
        List.of("f"),
        BACKEND.requests().getLast().options().tools().offered().stream().map(Tool::name).toList());
  }

  @Test
  void theChoiceAmongToolsReachesTheModel() {
    String tools = "\"tools\":[" + F + ",{\"type\":\"custom\",\"name\":\"c\"}]";
    assertEquals(new ToolChoice.Required(), choice(tools, "\"required\""));
    assertEquals(new ToolChoice.None(), choice(tools, "\"none\""));
    assertEquals(new ToolChoice.Named("f"), choice(tools, F));
    assertEquals(new ToolChoice.Named("c"), choice(tools, "{\"type\":\"custom\",\"name\":\"c\"}"));
    assertEquals(
        new ToolChoice.Allowed(Set.of("f"), true),
        choice(tools, "{\"type\":\"allowed_tools\",\"mode\":\"required\",\"tools\":[" + F + "]}"));
    assertTrue(!options(tools, "\"parallel_tool_calls\":false").tools().parallel());
  }

  private ToolChoice choice(String tools, String choice) {
    return options(tools, "\"tool_choice\":" + choice).tools().choice();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tools\":[],\"include\":[],\"text\":{},\"reasoning\":{},\"metadata\":{}",
        "\"tools\":null,\"include\":null,\"text\":null,\"reasoning\":null,\"metadata\":null,\"store\":null,"
            + "\"previous_response_id\":null,\"conversation\":null,\"prompt\":null,\"background\":null,"
            + "\"instructions\":null,\"tool_choice\":null,\"max_output_tokens\":null,\"top_logprobs\":null",
        "\"include\":[\"reasoning.encrypted_content\",\"message.input_image.image_url\"]",
        "\"service_tier\":\"auto\",\"prompt_cache_retention\":\"24h\",\"max_tool_calls\":2,\"stream_options\":{\"include_obfuscation\":false}",
        "\"client_metadata\":{\"a\":1},\"context_management\":[],\"something_new\":true",
        "\"background\":false,\"truncation\":\"disabled\",\"top_logprobs\":0",
      })
  void whatChangesNothingIsAccepted(String members) {
    assertEquals(200, responses.post(asking("q", members)).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400 invalid_request_error missing_required_parameter model | {\"input\":\"q\"}",
        "404 invalid_request_error model_not_found model | {\"model\":\"gpt-9\",\"input\":\"q\"}",
        "400 invalid_request_error missing_required_parameter input | {\"model\":\"gpt-4.1\"}",
        "400 invalid_request_error invalid_type input | {\"model\":\"gpt-4.1\",\"input\":7}",
        "400 invalid_request_error empty_array input | {\"model\":\"gpt-4.1\",\"input\":[]}",
        "400 invalid_request_error unsupported_parameter background | Q,\"background\":true}",
        "400 invalid_request_error unsupported_parameter conversation |"
            + " Q,\"conversation\":\"conv_1\"}",
        "400 invalid_request_error unsupported_parameter prompt | Q,\"prompt\":{\"id\":\"p\"}}",
        "400 invalid_request_error invalid_value max_output_tokens | Q,\"max_output_tokens\":15}",
        "400 invalid_request_error invalid_value temperature | Q,\"temperature\":3}",
        "400 invalid_request_error invalid_value truncation | Q,\"truncation\":\"some\"}",
        "400 invalid_request_error invalid_type metadata.a | Q,\"metadata\":{\"a\":1}}",
        "400 invalid_request_error invalid_value include[0] | Q,\"include\":[\"all\"]}",
        "400 invalid_request_error unsupported_value include[0] |"
            + " Q,\"include\":[\"message.output_text.logprobs\"]}",
        "400 invalid_request_error unsupported_value top_logprobs | Q,\"top_logprobs\":2}",
        "400 invalid_request_error missing_required_parameter text.format.type |"
            + " Q,\"text\":{\"format\":{}}}",
        "400 invalid_request_error missing_required_parameter text.format.name |"
            + " Q,\"text\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}}",
        "400 invalid_request_error missing_required_parameter text.format.schema |"
            + " Q,\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"s\"}}}",
        "400 invalid_request_error invalid_json_schema text.format.schema |"
            + " Q,\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"s\",\"schema\":{\"type\":\"array\"}}}}",
        "400 invalid_request_error unsupported_value reasoning.effort |"
            + " {\"model\":\"gpt-5\",\"input\":\"q\",\"reasoning\":{\"effort\":\"huge\"}}",
        "400 invalid_request_error missing_required_parameter tools[0].type |"
            + " Q,\"tools\":[{\"name\":\"f\"}]}",
        "400 invalid_request_error invalid_value tools[0].type |"
            + " Q,\"tools\":[{\"type\":\"magic\"}]}",
        "400 invalid_request_error missing_required_parameter tools[0].name |"
            + " Q,\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}",
        "400 invalid_request_error invalid_value tools[1].name | Q,\"tools\":[F,F]}",
        "400 invalid_request_error invalid_function_parameters tools[0].parameters |"
            + " Q,\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":{\"type\":\"array\"}}]}",
        "400 invalid_request_error invalid_value tools[0].tools[0].type |"
            + " Q,\"tools\":[{\"type\":\"namespace\",\"name\":\"n\",\"tools\":[{\"type\":\"mcp\"}]}]}",
        "400 invalid_request_error - tool_choice | Q,\"tool_choice\":\"required\"}",
        "400 invalid_request_error invalid_value tool_choice |"
            + " Q,\"tools\":[F],\"tool_choice\":{\"type\":\"function\",\"name\":\"g\"}}",
        "400 invalid_request_error unsupported_value tool_choice |"
            + " Q,\"tools\":[F],\"tool_choice\":{\"type\":\"web_search\"}}",
        "400 invalid_request_error unsupported_value tools[0].type |"
            + " Q,\"tools\":[{\"type\":\"web_search\"}],\"tool_choice\":\"required\"}",
        "400 invalid_request_error invalid_value input[0].role |"
            + " I{\"role\":\"boss\",\"content\":\"q\"}]}",
        "400 invalid_request_error missing_required_parameter input[0].type |"
            + " I{\"content\":\"q\"}]}",
        "400 invalid_request_error missing_required_parameter input[0].content |"
            + " I{\"role\":\"user\"}]}",
        "400 invalid_request_error empty_array input[0].content |"
            + " I{\"role\":\"user\",\"content\":[]}]}",
        "400 invalid_request_error invalid_value input[0].content[0].type |"
            + " I{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"q\"}]}]}",
        "400 invalid_request_error unsupported_value input[0].content[0].type |"
            + " I{\"role\":\"user\",\"content\":[{\"type\":\"input_file\",\"file_id\":\"f\"}]}]}",
        "400 invalid_request_error unsupported_parameter input[0].content[0].file_id |"
            + " I{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"file_id\":\"f\"}]}]}",
        "400 invalid_request_error invalid_value input[1].content[0] |"
            + " IUSER,{\"role\":\"assistant\",\"content\":[{\"type\":\"input_text\",\"text\":\"a\"}]}]}",
        "400 invalid_request_error unsupported_value input[1].type |"
            + " IUSER,{\"type\":\"compaction_trigger\"}]}",
        "400 invalid_request_error unsupported_value input[1].type |"
            + " IUSER,{\"type\":\"computer_call\",\"id\":\"x\"}]}",
        "400 invalid_request_error missing_required_parameter input[1].call_id |"
            + " IUSER,{\"type\":\"function_call\",\"name\":\"f\",\"arguments\":\"{}\"}]}",
        "400 invalid_request_error missing_required_parameter input[1].arguments |"
            + " IUSER,{\"type\":\"function_call\",\"name\":\"f\",\"call_id\":\"c\"}]}",
        "400 invalid_request_error - input[1].call_id | IUSER,OUTPUT]}",
        "400 invalid_request_error - input[3].call_id | IUSER,CALL,OUTPUT,OUTPUT]}",
        "400 invalid_request_error - input | IUSER,CALL]}",
        "400 invalid_request_error - input | IUSER,CALL,USER,OUTPUT]}",
        "404 invalid_request_error - input |"
            + " I{\"type\":\"item_reference\",\"id\":\"msg_00000000000000000000000000000000_0\"}]}",
        "404 invalid_request_error - input | I{\"id\":\"rs_other\"}]}",
        "400 invalid_request_error previous_response_not_found previous_response_id |"
            + " Q,\"previous_response_id\":\"resp_1\"}",
      })
  void whatCannotBeServedIsRefusedBeforeARun(String failure, String body) {
    int before = BACKEND.requests().size();
    String request =
        body.replace("Q,", "{\"model\":\"gpt-4.1\",\"input\":\"q\",")
            .replaceFirst("^I", "{\"model\":\"gpt-4.1\",\"input\":[")
            .replace("USER", USER)
            .replace("CALL", CALL)
            .replace("OUTPUT", OUTPUT)
            .replace("KEY65", "k".repeat(65))
            .replace("VALUE513", "v".repeat(513))
            .replace("[F", "[" + F)
            .replace("F]", F + "]");
    assertEquals(failure, responses.post(request).failure());
    assertEquals(before, BACKEND.requests().size());
  }

  @Test
  void theModelIsNotToldOfMoreToolsThanItCanBe() {
    String tools =
        IntStream.range(0, 5)
            .mapToObj(
                space ->
                    "{\"type\":\"namespace\",\"name\":\"n%d\",\"tools\":[%s]}"
                        .formatted(
                            space,
                            IntStream.range(0, 128)
                                .mapToObj(i -> F.replace("\"f\"", "\"f" + i + "\""))
                                .collect(Collectors.joining(","))))
            .collect(Collectors.joining(","));
    assertEquals(
        "400 invalid_request_error array_above_max_length tools",
        responses.post(asking("q", "\"tools\":[" + tools + "]")).failure());
  }

  @Test
  void aCallWithoutOutputIsNamed() {
    Api.Reply reply = responses.post(items(USER + "," + CALL));
    assertEquals("No tool output found for function call c1.", reply.error().getString("message"));
  }

  @Test
  void anUpgradeToAWebSocketIsRefusedInAWayThatClientsGoOnFrom(URI uri) {
    try (Wire wire = Wire.to(uri.getPort())) {
      List<String> head =
          List.of(
              "GET /v1/responses HTTP/1.1",
              "Host: localhost",
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
      wire.send(String.join("\r\n", head) + "\r\n\r\n").readThrough("HTTP/1.1 426 ");
    }
    assertEquals(405, responses.send("GET", "", "").status());
  }

  @Test
  void whatOpenAiHasBesideIsNotFound() {
    assertEquals(404, responses.send("POST", "/compact", "{}").status());
    assertEquals(405, responses.send("PUT", "/resp_1", "{}").status());
  }

  @Test
  void aBodyOfManyItemsIsReadInTheirOrder() {
    StringBuilder many = new StringBuilder();
    IntStream.range(0, 3000).forEach(i -> many.append(CALL.replace("c1", "k" + i)).append(','));
    IntStream.range(0, 3000)
        .forEach(i -> many.append(OUTPUT.replace("c1", "k" + (2999 - i))).append(','));
    ChatRequest request = asked(with("\"input\":[" + many + USER + "]"));
    assertEquals(1 + 3000 + 1, request.messages().size());
    assertEquals(Role.ASSISTANT, request.messages().getFirst().role());
  }
}
