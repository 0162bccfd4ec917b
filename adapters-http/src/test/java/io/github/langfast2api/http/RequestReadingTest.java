package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static io.github.langfast2api.http.Requests.message;
import static io.github.langfast2api.http.Requests.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.Keyring;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
@Timeout(120)
class RequestReadingTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();

  private final Api api;

  RequestReadingTest(URI uri) {
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, BACKEND, HttpSettings.DEFAULTS);
  }

  private ChatRequest asked(String body) {
    Api.Reply reply = api.chat(body);
    assertEquals(200, reply.status(), reply.body());
    return BACKEND.requests().getLast();
  }

  private ChatOptions options(String... members) {
    return asked(asking("hi", members)).options();
  }

  @Test
  void aPlainQuestionLeavesAllToTheModel() {
    assertEquals(
        new ChatRequest(
            "gpt-4.1",
            List.of(Message.of(Role.USER, "hi")),
            ChatOptions.DEFAULTS.withMaxCompletionTokens(32_768)),
        asked(asking("hi")));
  }

  @Test
  void theBackendIsAskedForTheModelOfAVersion() {
    assertEquals("gpt-4.1", asked(asking("hi", "\"model\":\"gpt-4.1-2025-04-14\"")).model());
  }

  @Test
  void rolesPartsAndNamesArePassedOn() {
    String body =
        with(
            "\"messages\":[{\"role\":\"developer\",\"content\":\"be brief\"},"
                + "{\"role\":\"user\",\"name\":\"ann\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA\","
                + "\"detail\":\"low\"}}]},"
                + "{\"role\":\"assistant\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"no\"}]},"
                + "{\"role\":\"assistant\",\"content\":null,\"refusal\":\"never\",\"tool_calls\":null},"
                + "{\"role\":\"assistant\",\"content\":null,\"function_call\":null},"
                + "{\"role\":\"assistant\"},{\"role\":\"user\",\"content\":\"\"}]");
    Part image = new Part.Image("data:image/png;base64,AA", Optional.of("low"));
    assertEquals(
        List.of(
            Message.of(Role.SYSTEM, "be brief"),
            new Message(Role.USER, List.of(new Part.Text("a"), image), Optional.of("ann")),
            Message.of(Role.ASSISTANT, "no"),
            Message.of(Role.ASSISTANT, "never"),
            Message.of(Role.USER, "")),
        asked(body).messages());
  }

  @Test
  void allTextIsPassedOnAsItIs() {
    String text =
        asked(message("\"role\":\"user\",\"content\":\"\\ud83d\\ude00 \\u0000 é \\\" \""))
            .messages()
            .getFirst()
            .text();
    assertEquals("\ud83d\ude00 \0 é \" ", text);
  }

  @Test
  void samplingIsPassedOn() {
    ChatOptions options =
        options(
            "\"temperature\":0.7,\"top_p\":1,\"presence_penalty\":-2,\"frequency_penalty\":2e0");
    assertEquals(OptionalDouble.of(0.7), options.sampling().temperature());
    assertEquals(OptionalDouble.of(1), options.sampling().topP());
    assertEquals(OptionalDouble.of(-2), options.sampling().presencePenalty());
    assertEquals(OptionalDouble.of(2), options.sampling().frequencyPenalty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"max_tokens\":10                               | 10",
        "\"max_completion_tokens\":20                    | 20",
        "\"max_tokens\":10,\"max_completion_tokens\":20  | 20",
        "\"max_tokens\":1e2                              | 100",
        "\"max_tokens\":10.0                             | 10",
        "\"max_tokens\":99999999                         | 32768",
        "\"max_tokens\":9999999999999999999999           | 32768",
        "\"max_tokens\":1e999999999                      | 32768",
        "\"max_tokens\":null                             | 32768",
      })
  void theRoomForTheAnswerIsThatAskedForOrTheModels(String members, int room) {
    assertEquals(OptionalInt.of(room), options(members).maxCompletionTokens());
  }

  @Test
  void stopTextsArePassedOn() {
    assertEquals(List.of("END"), options("\"stop\":\"END\"").stop());
    assertEquals(List.of("END", "\n"), options("\"stop\":[\"END\",\"\\n\"]").stop());
    assertEquals(List.of("a", "b"), options("\"stop\":[\"a\",\"\",\"b\",\"a\"]").stop());
  }

  @Test
  void formatsArePassedOn() {
    assertEquals(
        Optional.of(new ResponseFormat.JsonObject()),
        options("\"response_format\":{\"type\":\"json_object\"}").responseFormat());
    assertEquals(
        Optional.of(
            new ResponseFormat.JsonSchema(
                "a-1",
                Optional.of("d"),
                Optional.of("{\"type\":\"object\",\"x\":[1,null,\"é\"]}"),
                Optional.of(true))),
        options(
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a-1\","
                    + "\"description\":\"d\",\"strict\":true,"
                    + "\"schema\":{\"type\":\"object\",\"x\":[1,null,\"\\u00e9\"]}}}")
            .responseFormat());
  }

  @Test
  void effortAndVerbosityArePassedOn() {
    ChatOptions options =
        options("\"model\":\"gpt-5\",\"reasoning_effort\":\"low\",\"verbosity\":\"high\"");
    assertEquals(Optional.of("low"), options.reasoningEffort());
    assertEquals(Optional.of("high"), options.verbosity());
  }

  @Test
  void whatAModelHasNoUseForIsNamedInAHeader() {
    Api.Reply reply = api.chat(asking("hi", "\"model\":\"gpt-5\",\"temperature\":1,\"top_p\":1"));
    assertEquals(Optional.of("temperature, top_p"), reply.header("x-dropped-parameters"));
    assertEquals(Optional.empty(), api.chat(asking("hi")).header("x-dropped-parameters"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"logprobs\":true                                            | logprobs",
        "\"logprobs\":true,\"top_logprobs\":0                         | logprobs",
        "\"logprobs\":true,\"top_logprobs\":20                        | logprobs, top_logprobs",
        "\"reasoning_effort\":\"high\"                                | reasoning_effort",
        "\"verbosity\":\"low\"                                        | verbosity",
        "\"verbosity\":\"low\",\"reasoning_effort\":\"none\""
            + ",\"logprobs\":true | reasoning_effort, verbosity, logprobs",
        "\"model\":\"gpt-5\",\"top_p\":1,\"logprobs\":true            | top_p, logprobs",
      })
  void whatLeavesTheTextAsItIsIsLeftOutAndNamed(String members, String named) {
    Api.Reply reply = api.chat(asking("hi", members));
    assertEquals(Optional.of(named), reply.header("x-dropped-parameters"));
    JsonObject choice = reply.json().getJsonArray("choices").getJsonObject(0);
    assertTrue(choice.isNull("logprobs"), reply.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"model\":\"gpt-5\",\"temperature\":1      | unsupported_value temperature",
        "\"logprobs\":true                         | unsupported_parameter logprobs",
        "\"reasoning_effort\":\"low\"              | unsupported_parameter reasoning_effort",
        "\"verbosity\":\"low\"                     | unsupported_parameter verbosity",
      })
  void whatWouldBeLeftOutIsRefusedWhereThatIsWished(String members, String refusal) {
    HttpSettings strict =
        new HttpSettings(Keyring.NONE, 1024, true, Answer.EVER, Duration.ofSeconds(10), false);
    try (Gateway gateway = Gateway.of(new ScriptedBackend(), strict)) {
      assertEquals(
          "400 invalid_request_error " + refusal,
          gateway.api().chat(asking("hi", members)).failure());
      assertEquals(200, gateway.api().chat(asking("hi", "\"temperature\":1")).status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"seed\":1,\"user\":\"u\",\"store\":true,\"metadata\":{\"a\":\"b\"}",
        "\"service_tier\":\"auto\",\"prompt_cache_key\":\"k\",\"safety_identifier\":\"s\"",
        "\"seed\":-9007199254740993,\"top_logprobs\":0",
        "\"parallel_tool_calls\":true",
        "\"tools\":[],\"tool_choice\":\"none\",\"parallel_tool_calls\":false",
        "\"tool_choice\":\"auto\",\"functions\":[],\"function_call\":\"none\"",
        "\"function_call\":\"auto\",\"prediction\":{\"type\":\"content\",\"content\":\"x\"}",
        "\"stream_options\":{\"include_usage\":true}",
        "\"logprobs\":false,\"n\":1,\"modalities\":[\"text\"],\"stop\":[],\"tools\":[]",
        "\"stop\":\"\",\"logit_bias\":{}",
        "\"top_k\":40,\"some_vendors_extra\":{\"deep\":[1]}",
        "\"temperature\":null,\"tools\":null,\"stop\":null,\"n\":null,\"stream\":null,"
            + "\"stream_options\":null,\"response_format\":null,\"audio\":null,\"logprobs\":null,"
            + "\"web_search_options\":null,\"reasoning_effort\":null,\"modalities\":null,"
            + "\"seed\":null,\"top_logprobs\":null,\"tool_choice\":null",
      })
  void whatAsksForNothingIsAccepted(String members) {
    assertEquals(options(), options(members));
  }
}
