package io.github.langfast2api.http;

import static io.github.langfast2api.http.AnthropicMessages.asking;
import static io.github.langfast2api.http.AnthropicMessages.failure;
import static io.github.langfast2api.http.AnthropicMessages.message;
import static io.github.langfast2api.http.AnthropicMessages.saying;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests to the Messages API are read, and which are refused before a run. */
@ServerTest
@Timeout(60)
class MessagesRequestTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();
  private static final String F = "{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}}";
  private static final String USER = "{\"role\":\"user\",\"content\":\"q\"}";
  private static final String CALL =
      "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"f\",\"input\":{}}";
  private static final String RESULT =
      "{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":\"4\"}";

  private final AnthropicMessages messages;

  MessagesRequestTest(URI uri) {
    this.messages = new AnthropicMessages(new Api(uri));
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, BACKEND, HttpSettings.DEFAULTS);
  }

  /** What the backend is asked for a request that is answered. */
  private ChatRequest asked(String body) {
    var unused = messages.create(body);
    return BACKEND.requests().getLast();
  }

  private ChatOptions options(String... members) {
    return asked(asking("q", members)).options();
  }

  /**
   * Messages in short: {@code U}, {@code A} and {@code S} with the blocks in brackets, of which
   * {@code 'x'} is a text, {@code CALL} and {@code RESULT} one of those.
   */
  private static String expanded(String conversation) {
    return conversation
        .replaceAll("'([^']*)'", "{\"type\":\"text\",\"text\":\"$1\"}")
        .replace("U[", "{\"role\":\"user\",\"content\":[")
        .replace("A[", "{\"role\":\"assistant\",\"content\":[")
        .replace("S[", "{\"role\":\"system\",\"content\":[")
        .replace("];", "]},")
        .replaceAll("]$", "]}")
        .replace("CALL2", CALL.replace("t1", "t2"))
        .replace("RESULT2", RESULT.replace("t1", "t2"))
        .replace("CALL", CALL)
        .replace("RESULT", RESULT);
  }

  private String conversation(String conversation, String... members) {
    return asked(saying(expanded(conversation), members)).messages().stream()
        .map(MessagesRequestTest::line)
        .collect(Collectors.joining(" ; "));
  }

  private static String line(Message message) {
    return message.role().name().toLowerCase(Locale.ROOT)
        + message.parts().stream().map(MessagesRequestTest::part).collect(Collectors.joining());
  }

  private static String part(Part part) {
    return switch (part) {
      case Part.Text(String text) -> " '" + text + "'";
      case Part.Image(String url, Optional<String> detail) -> " <" + url + ">";
      case Part.ToolCall(String id, String name, String arguments) ->
          " " + id + "=" + name + arguments;
      case Part.ToolResult(String id, List<Part> content) ->
          " "
              + id
              + ":"
              + content.stream().map(MessagesRequestTest::part).collect(Collectors.joining());
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "user 'q' | U['q']",
        "user 'a' 'b' | U['a','b']",
        "user 'a' ; user 'b' | U['a'];U['b']",
        "user '{{name}}' | U['{{name}}']",
        "user 'q' ; assistant 'a' ; user 'b' | U['q'];A['a'];U['b']",
        "user 'q' ; user 'b' | U['q'];A['',''];U['b']",
        "user 'q' ; user 'b' |"
            + " U['q'];A[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"x\"},{\"type\":\"redacted_thinking\",\"data\":\"x\"}];U['b']",
        "user 'q' ; system 'by the way' ; assistant 'a' ; user 'b' |"
            + " U['q'];S['by the way'];A['a'];U['b']",
        "user 'q' ; assistant 'hm' t1=f{} ; tool t1: '4' | U['q'];A['hm',CALL];U[RESULT]",
        "user 'q' ; assistant t1=f{} ; tool t1: '4' ; user 'so' |"
            + " U['q'];A[CALL];U['','so',RESULT]",
        "user 'q' ; assistant t1=f{} t2=f{} ; tool t2: '4' ; tool t1: '4' |"
            + " U['q'];A[CALL,CALL2];U[RESULT2,RESULT]",
        "user 'q' ; assistant t1=f{} ; assistant t2=f{} ; tool t1: '4' ; tool t2: '4' ; user 'b' |"
            + " U['q'];A[CALL];A[CALL2];U[RESULT,'b'];U[RESULT2]",
        "user 'q' ; assistant t1=f{} ; tool t1: '4' ; system 's' |"
            + " U['q'];A[CALL];S['s'];U[RESULT]",
        "user 'q' ; assistant t1=f{} ; tool t1: '4' ; assistant t1=f{} ; tool t1: '4' |"
            + " U['q'];A[CALL];U[RESULT];A[CALL];U[RESULT]",
        "user 'q' ; assistant x=g{\"n\":12345678901234567890,\"a\":null} ; tool x: |"
            + " U['q'];A[{\"type\":\"tool_use\",\"id\":\"x\",\"name\":\"g\",\"input\":{\"n\":12345678901234567890,\"a\":null},\"caller\":{\"type\":\"direct\"}}];U[{\"type\":\"tool_result\",\"tool_use_id\":\"x\"}]",
        "user 'q' ; assistant x=gParis ; tool x: 'Error:' 'no JSON' |"
            + " U['q'];A[{\"type\":\"tool_use\",\"id\":\"x\",\"name\":\"g\",\"input\":{\"INVALID_JSON\":\"Paris\"}}];U[{\"type\":\"tool_result\",\"tool_use_id\":\"x\",\"content\":\"no"
            + " JSON\",\"is_error\":true}]",
        "user 'q' ; assistant t1=f{} ; tool t1: 'see' <data:image/png;base64,AAAA> 'Found the tool:"
            + " g' |"
            + " U['q'];A[CALL];U[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":['see',{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AAAA\"}},{\"type\":\"tool_reference\",\"tool_name\":\"g\"}]}]",
        "user 'see' <https://x/y.png> |"
            + " U['see',{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://x/y.png\"},\"cache_control\":{\"type\":\"ephemeral\"}}]",
      })
  void messagesBecomeAConversation(String expected, String conversation) {
    assertEquals(expected, conversation(conversation));
  }

  @Test
  void anEmptyAnswerComesBack() {
    for (String empty : new String[] {"\"\"", "[]"}) {
      assertEquals(
          "user 'q' ; user 'q'",
          conversation(USER + ",{\"role\":\"assistant\",\"content\":" + empty + "}," + USER));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "system 'Be brief.' ; user 'q' | \"Be brief.\"",
        "system 'a~b' ; user 'q' | ['x-anthropic-billing-header: v=1;','a','','b']",
        "user 'q' | ['x-anthropic-billing-header: v=1;']",
        "user 'q' | []",
        "user 'q' | \"\"",
        "user 'q' | null",
      })
  void instructionsComeFirst(String expected, String system) {
    assertEquals(
        expected.replace("~", "\n\n"),
        conversation("U['q']", "\"system\":" + expanded(system + " ").strip()));
  }

  @Test
  void parametersReachTheModel() {
    ChatOptions options =
        options(
            "\"temperature\":0.5",
            "\"top_p\":0.25",
            "\"max_tokens\":16",
            "\"stop_sequences\":[\"a\",\"b\",\"\",\"c\",\"d\",\"e\",\"a\"]",
            "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}");
    assertEquals(0.5, options.sampling().temperature().orElseThrow());
    assertEquals(0.25, options.sampling().topP().orElseThrow());
    assertEquals(16, options.maxCompletionTokens().orElseThrow());
    assertEquals(List.of("a", "b", "c", "d", "e"), options.stop());
    ResponseFormat format =
        new ResponseFormat.JsonSchema(
            "output", Optional.empty(), Optional.of("{\"type\":\"object\"}"), Optional.of(true));
    assertEquals(format, options.responseFormat().orElseThrow());
    assertEquals(
        Optional.of(format),
        options("\"output_format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}")
            .responseFormat());
  }

  @Test
  void moreTokensThanTheModelMakesAreAsManyAsItMakes() {
    assertEquals(32_768, options("\"max_tokens\":128000").maxCompletionTokens().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "low     | \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}",
        "low     | \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":32000}",
        "minimal | \"thinking\":{\"type\":\"disabled\"}",
        "        | \"thinking\":{\"type\":\"adaptive\",\"display\":\"omitted\"}",
        "        | \"thinking\":{\"type\":\"between_tools\"}",
        "low     | \"thinking\":{\"type\":\"disabled\"},\"output_config\":{\"effort\":\"max\"}",
        "low     | \"output_config\":{\"effort\":\"xhigh\"}",
        "        | \"output_config\":{}",
      })
  void thinkingIsTheNearestEffortThatTheModelHas(String effort, String members) {
    String body = asking("q", members).replace("gpt-4.1", "gpt-5");
    assertEquals(Optional.ofNullable(effort), asked(body).options().reasoningEffort());
    assertEquals(Optional.empty(), options(members).reasoningEffort());
  }

  @Test
  void whatAModelHasNoUseForIsLeftOutAndNamed() {
    Api.Reply reply = messages.post(asking("q", "\"temperature\":0.5").replace("gpt-4.1", "gpt-5"));
    assertEquals("temperature", reply.header("x-dropped-parameters").orElseThrow());
  }

  @Test
  void toolsAreOfferedUnderTheirNamesOfUpTo128Characters() {
    String tools =
        "\"tools\":[{\"type\":\"custom\",\"name\":\"%s\",\"description\":\"d\",\"input_schema\":{\"type\":\"object\","
            + "\"$schema\":\"x\"},\"strict\":true,\"defer_loading\":true,\"eager_input_streaming\":true,"
            + "\"input_examples\":[{}],\"allowed_callers\":[\"direct\"],\"cache_control\":{\"type\":\"ephemeral\"}},"
            + F
            + "]";
    String name = "n".repeat(128);
    assertEquals(
        List.of(
            new Tool.Function(
                name, Optional.of("d"), Optional.of("{\"type\":\"object\",\"$schema\":\"x\"}")),
            new Tool.Function("f", Optional.empty(), Optional.of("{\"type\":\"object\"}"))),
        options(tools.formatted(name)).tools().offered());
  }

  @Test
  void theChoiceAmongToolsReachesTheModel() {
    assertEquals(new ToolChoice.Auto(), choice("{\"type\":\"auto\"}"));
    assertEquals(new ToolChoice.Required(), choice("{\"type\":\"any\"}"));
    assertEquals(new ToolChoice.None(), choice("{\"type\":\"none\"}"));
    assertEquals(new ToolChoice.Named("f"), choice("{\"type\":\"tool\",\"name\":\"f\"}"));
    String one = "\"tool_choice\":{\"type\":\"any\",\"disable_parallel_tool_use\":true}";
    assertFalse(options("\"tools\":[" + F + "]", one).tools().parallel());
  }

  private ToolChoice choice(String choice) {
    return options("\"tools\":[" + F + "]", "\"tool_choice\":" + choice).tools().choice();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tools\":[],\"stop_sequences\":[],\"mcp_servers\":[],\"metadata\":{},\"tool_choice\":{\"type\":\"auto\"}",
        "\"tools\":null,\"tool_choice\":null,\"system\":null,\"stop_sequences\":null,\"thinking\":null,\"thread\":null,"
            + "\"output_config\":null,\"output_format\":null,\"metadata\":{\"user_id\":null},\"stream\":null,\"container\":null,"
            + "\"temperature\":null,\"top_p\":null,\"top_k\":null,\"mcp_servers\":null",
        "\"top_k\":5,\"service_tier\":\"auto\",\"speed\":\"fast\",\"inference_geo\":\"us\",\"diagnostics\":{},"
            + "\"cache_control\":{\"type\":\"ephemeral\"},\"citations\":{\"enabled\":true},\"something_new\":[1]",
        "\"context_management\":{\"edits\":[{\"type\":\"clear_thinking_20251015\",\"keep\":\"all\"}]},"
            + "\"metadata\":{\"user_id\":\"{\\\"device_id\\\":\\\"x\\\"}\"}",
      })
  void whatChangesNothingIsAccepted(String members) {
    assertEquals(200, messages.post(asking("q", members)).status());
  }

  @Test
  void whatClaudeCodeSendsIsAnswered(URI uri) {
    AnthropicMessages claudeCode =
        new AnthropicMessages(
            new Api(uri),
            "anthropic-version",
            "2023-06-01",
            "anthropic-beta",
            "claude-code-20250219,interleaved-thinking-2025-05-14,some-new-beta-2027-01-01",
            "x-stainless-retry-count",
            "0",
            "x-app",
            "cli");
    String ephemeral = "\"cache_control\":{\"type\":\"ephemeral\"}";
    String body =
        expanded(
                "{\"model\":\"gpt-5\",\"max_tokens\":128000,\"stream\":true,\"system\":['x-anthropic-billing-header:"
                    + " cc_version=2.1.331;',{\"type\":\"text\",\"text\":\"You are Claude"
                    + " Code\",EPH},'Be brief.'],"
                    + "\"messages\":[U['<system-reminder>x</system-reminder>',{\"type\":\"text\",\"text\":\"go\",EPH}];"
                    + "S['more'];A[{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"s\"},CALL];U[RESULT]}],\"tools\":[TOOL],"
                    + "\"thinking\":{\"type\":\"adaptive\",\"display\":\"omitted\"},\"output_config\":{\"effort\":\"high\"},"
                    + "\"metadata\":{\"user_id\":\"{}\"},\"context_management\":{\"edits\":[]}}")
            .replace("EPH", ephemeral)
            .replace("[TOOL]", "[" + F + "]");
    var unused = Json.parse(body);
    assertEquals("Hello, world.", text(claudeCode, body));
    assertEquals(
        "system 'You are Claude Code\n\nBe brief.' ; user '<system-reminder>x</system-reminder>'"
            + " 'go' ; system 'more' ; assistant t1=f{} ; tool t1: '4'",
        BACKEND.requests().getLast().messages().stream()
            .map(MessagesRequestTest::line)
            .collect(Collectors.joining(" ; "))
            .replace("developer", "system"));
  }

  private static String text(AnthropicMessages client, String body) {
    return client.streamed(body).getJsonArray("content").getJsonObject(0).getString("text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "model: | {\"max_tokens\":1,\"messages\":[USER]}",
        "max_tokens: | {\"model\":\"gpt-4.1\",\"messages\":[USER]}",
        "max_tokens: | Q,\"max_tokens\":0}",
        "max_tokens: | Q,\"max_tokens\":\"9\"}",
        "messages: | {\"model\":\"gpt-4.1\",\"max_tokens\":1}",
        "messages: | {\"model\":\"gpt-4.1\",\"max_tokens\":1,\"messages\":[]}",
        "messages: | Q,\"messages\":\"q\"}",
        "messages.0.role: | M{\"content\":\"q\"}",
        "messages.1.role: | MU['q'];{\"role\":\"tool\",\"content\":\"q\"}",
        "messages.0.content: | M{\"role\":\"user\"}",
        "messages.0.content: | M{\"role\":\"user\",\"content\":null}",
        "messages.0.content: | M{\"role\":\"user\",\"content\":\"\"}",
        "messages.0.content: | MU[]",
        "messages.0.content: | M{\"role\":\"user\",\"content\":7}",
        "messages.0.content.1: | MU['q',\"a\"]",
        "messages.0.content.0.type: | MU[{\"text\":\"q\"}]",
        "messages.0.content.0.text: | MU[{\"type\":\"text\"}]",
        "messages: | MU['']",
        "messages: prefill | MU['q'];A['a']",
        "messages.0.content.0.type: document |"
            + " MU[{\"type\":\"document\",\"source\":{\"type\":\"text\",\"data\":\"x\"}}]",
        "messages.0.content.0.type: container_upload | MU[{\"type\":\"container_upload\"}]",
        "messages.0.content.0.type: thinking | MU[{\"type\":\"thinking\"}]",
        "messages.1.content.0.type: server_tool_use |"
            + " MU['q'];A[{\"type\":\"server_tool_use\",\"id\":\"x\"}];U['q']",
        "messages.1.content.0.type: image | MU['q'];A[{\"type\":\"image\"}];U['q']",
        "messages.1.content.0.type: tool_addition | MU['q'];S[{\"type\":\"tool_addition\"}]",
        "messages.0.content.0.source.type: file |"
            + " MU[{\"type\":\"image\",\"source\":{\"type\":\"file\",\"file_id\":\"x\"}}]",
        "messages.0.content.0.source.media_type: image/tiff |"
            + " MU[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/tiff\",\"data\":\"AAAA\"}}]",
        "messages.0.content.0.source.data: |"
            + " MU[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"A-A=\"}}]",
        "messages.0.content.0.source.data: |"
            + " MU[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AAAAA\"}}]",
        "messages.0.content.0.source.url: ftp |"
            + " MU[{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"ftp://x\"}}]",
        "messages.1.content.0: t1 | MU['q'];A[CALL]",
        "messages.1.content.0: t1 | MU['q'];A[CALL];U['q']",
        "messages.1.content.1: t2 | MU['q'];A[CALL,CALL2];U[RESULT]",
        "messages.1.content.0: t1 | MU['q'];A[CALL];U['q'];A['a'];U[RESULT]",
        "messages.1.content.1.id: t1 | MU['q'];A[CALL,CALL];U[RESULT]",
        "messages.0.content.0.tool_use_id: t1 | MU[RESULT]",
        "messages.2.content.1.tool_use_id: t1 | MU['q'];A[CALL];U[RESULT,RESULT]",
        "messages.0.content.0.type: t1 | MU[CALL]",
        "messages.1.content.0.type: t1 | MU['q'];A[RESULT];U['q']",
        "messages.1.content.0.input: t9 |"
            + " MU['q'];A[{\"type\":\"tool_use\",\"id\":\"t9\",\"name\":\"f\",\"input\":\"{}\"}];U['q']",
        "messages.2.content.0.content: t1 |"
            + " MU['q'];A[CALL];U[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":{}}]",
        "messages.2.content.0.content.0.type: document |"
            + " MU['q'];A[CALL];U[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":[{\"type\":\"document\"}]}]",
        "messages.2.content.0.is_error: |"
            + " MU['q'];A[CALL];U[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"is_error\":\"no\"}]",
        "system: | Q,\"system\":7}",
        "system.0.type: image | Q,\"system\":[{\"type\":\"image\"}]}",
        "temperature: | Q,\"temperature\":1.5}",
        "temperature: | Q,\"temperature\":\"hot\"}",
        "top_p: | Q,\"top_p\":2}",
        "top_k: | Q,\"top_k\":\"x\"}",
        "stop_sequences: | Q,\"stop_sequences\":\"x\"}",
        "stream: | Q,\"stream\":\"yes\"}",
        "metadata.user_id: | Q,\"metadata\":{\"user_id\":7}}",
        "mcp_servers: | Q,\"mcp_servers\":[{\"url\":\"https://x\"}]}",
        "thinking.type: | Q,\"thinking\":{\"type\":\"deep\"}}",
        "thinking.budget_tokens: | Q,\"thinking\":{\"type\":\"enabled\"}}",
        "thinking.budget_tokens: | Q,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1023}}",
        "output_config.effort: | Q,\"output_config\":{\"effort\":\"huge\"}}",
        "output_config.format.type: | Q,\"output_config\":{\"format\":{\"type\":\"json\"}}}",
        "output_config.format.schema: |"
            + " Q,\"output_config\":{\"format\":{\"type\":\"json_schema\"}}}",
        "output_format.schema: |"
            + " Q,\"output_format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"array\"}}}",
        "tools: | Q,\"tools\":{}}",
        "tools.0.name: | Q,\"tools\":[{\"input_schema\":{\"type\":\"object\"}}]}",
        "tools.0.name: | Q,\"tools\":[{\"name\":\"a b\",\"input_schema\":{\"type\":\"object\"}}]}",
        "tools.1.name: | Q,\"tools\":[TOOL,TOOL]}",
        "tools.0.input_schema: | Q,\"tools\":[{\"name\":\"f\"}]}",
        "tools.0.input_schema.type: | Q,\"tools\":[{\"name\":\"f\",\"input_schema\":{}}]}",
        "tools.0.type: web_search_20250305 |"
            + " Q,\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]}",
        "tools.0.type: bash_20250124 |"
            + " Q,\"tools\":[{\"type\":\"bash_20250124\",\"name\":\"bash\"}]}",
        "tool_choice: | Q,\"tools\":[TOOL],\"tool_choice\":\"any\"}",
        "tool_choice.type: | Q,\"tools\":[TOOL],\"tool_choice\":{\"type\":\"required\"}}",
        "tool_choice: any | Q,\"tool_choice\":{\"type\":\"any\"}}",
        "tool_choice.name: g |"
            + " Q,\"tools\":[TOOL],\"tool_choice\":{\"type\":\"tool\",\"name\":\"g\"}}",
        "tool_choice.disable_parallel_tool_use: |"
            + " Q,\"tools\":[TOOL],\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":1}}",
      })
  void whatCannotBeServedIsRefusedBeforeARun(String expected, String request) {
    int before = BACKEND.requests().size();
    String body =
        request.startsWith("M") ? saying(expanded(request.substring(1))) : expanded(request);
    body =
        body.replace("Q,", asking("q").replaceAll("}$", ","))
            .replace("TOOL", F)
            .replace("USER", USER);
    Api.Reply reply = messages.post(body);
    assertEquals("400 invalid_request_error", failure(reply));
    String[] parts = expected.split(": ?", 2);
    assertTrue(message(reply).startsWith(parts[0] + ": "), message(reply));
    assertTrue(message(reply).contains(parts[1]), message(reply));
    assertEquals(before, BACKEND.requests().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"create\"}",
        "{\"type\":\"continue\",\"previous_message_id\":\"msg_1\"}",
        "true"
      })
  void aThreadIsRefusedInAWayThatClientsGoOnFrom(String thread) {
    Api.Reply reply = messages.post(saying(expanded("U[RESULT]"), "\"thread\":" + thread));
    assertEquals("400 invalid_request_error", failure(reply));
    assertEquals(
        "{\"error_code\":\"thread_unsupported_request\",\"unsupported\":[\"thread\"]}",
        reply.json().getJsonObject("error").getJsonObject("details").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"model\":", "{}}", "\"q\""})
  void whatIsNoJsonObjectIsRefused(String body) {
    assertEquals("400 invalid_request_error", failure(messages.post(body)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/count_tokens"})
  void aModelThatIsNotThereIsToldHowToBe(String path) {
    Api.Reply reply =
        messages.send(
            "POST",
            AnthropicMessages.PATH + path,
            asking("q").replace("gpt-4.1", "claude-opus-5-5"));
    assertEquals("404 not_found_error", failure(reply));
    assertTrue(message(reply).startsWith("model: "), message(reply));
    assertTrue(message(reply).contains("claude-opus-5-5"), message(reply));
    assertTrue(message(reply).contains("MODEL_ALIASES"), message(reply));
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/batches,404 not_found_error",
    "GET,/batches/x,404 not_found_error",
    "GET,'',405 invalid_request_error",
    "DELETE,/count_tokens,405 invalid_request_error"
  })
  void whatElseAnthropicHasIsToldInItsForm(String method, String path, String failure) {
    assertEquals(failure, failure(messages.send(method, AnthropicMessages.PATH + path, "{}")));
  }

  @Test
  void whatIsCountedIsHeldToTheSameRules() {
    String path = AnthropicMessages.PATH + "/count_tokens";
    assertEquals(
        "400 invalid_request_error",
        failure(messages.send("POST", path, saying(expanded("U[RESULT]")))));
    assertEquals(
        "400 invalid_request_error",
        failure(messages.send("POST", path, asking("q", "\"tools\":{}"))));
  }
}
