package io.github.langfast2api.http;

import static io.github.langfast2api.http.AnthropicMessages.asking;
import static io.github.langfast2api.http.AnthropicMessages.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import io.github.langfast2api.ports.stop.StopSequenceBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of the Messages API, whole and streamed. */
@ServerTest
@Timeout(60)
class MessagesAnswerTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();
  private static final String TOOLS =
      "\"tools\":[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}}]";
  private static final String STREAM = "\"stream\":true";

  private final AnthropicMessages messages;

  MessagesAnswerTest(URI uri) {
    this.messages = new AnthropicMessages(new Api(uri));
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(
        server,
        new StopSequenceBackend(BACKEND),
        new HttpSettings(Keyring.NONE, 1 << 20, false, Answer.EVER, Duration.ofMillis(50), false));
    BACKEND.play(
        "text",
        Script.saying("Grüße ", "\"😀\"\n")
            .finish(new Finish(FinishReason.STOP, Optional.of(new Usage(7, 5, 2, 1)))));
    BACKEND.play("cut", Script.saying("Once").finish(FinishReason.LENGTH));
    BACKEND.play("filtered", Script.saying("Once").finish(FinishReason.CONTENT_FILTER));
    BACKEND.play("nothing", new Script(List.of()).finish(FinishReason.STOP));
    BACKEND.play("no call", Script.saying("Once").finish(FinishReason.TOOL_CALLS));
    BACKEND.play("numbers", Script.saying("one, t", "wo, thr").finish(FinishReason.STOP));
    BACKEND.play(
        "calls",
        Script.saying("Look.")
            .call("f", "{\"a\":\"\\u00fc\",\"n\":12345678901234567890}")
            .call("f", "{}")
            .finish(FinishReason.TOOL_CALLS));
    BACKEND.play("call", new Script(List.of()).call("f", "{}").finish(FinishReason.STOP));
    BACKEND.play("call, cut", new Script(List.of()).call("f", "{}").finish(FinishReason.LENGTH));
    BACKEND.play(
        "odd calls",
        new Script(List.of())
            .call("f", "city: \"Paris\"")
            .call("f", "[1]")
            .call("f", "")
            .call("f", "{\"a\":1}{}")
            .finish(FinishReason.TOOL_CALLS));
    BACKEND.play("break", Script.saying("Half").fail(new ChatFailure.Unreachable("it is gone")));
    BACKEND.play(
        "slow failure",
        new Script(List.of())
            .pause(Duration.ofMillis(200))
            .fail(new ChatFailure.Unavailable("it is busy", Optional.empty())));
    BACKEND.play(
        "slow", Script.saying("a").pause(Duration.ofMillis(200)).finish(FinishReason.STOP));
    BACKEND.play("rewritten", Script.saying("Half").rewrite("Whole").finish(FinishReason.STOP));
    failing("limit", new ChatFailure.RateLimited("slowly", Optional.of(Duration.ofSeconds(9))));
    failing("quota", new ChatFailure.QuotaExhausted("50 a day", Optional.empty()));
    failing("session", new ChatFailure.AccessRefused("signed out"));
    failing("busy", new ChatFailure.Unavailable("it is busy", Optional.empty()));
    failing("full", new ChatFailure.Overloaded("no room", Duration.ofSeconds(2)));
    failing("late", new ChatFailure.TimedOut(ChatFailure.Clock.FIRST_TOKEN, Duration.ofSeconds(1)));
    failing("long", new ChatFailure.ContextTooLong("It has 9 tokens."));
    failing("large", new ChatFailure.RequestTooLarge("It has 9 bytes."));
    failing("broken", new ChatFailure.ProtocolBroken("not JSON"));
  }

  private static void failing(String question, ChatFailure failure) {
    BACKEND.play(question, new Script(List.of()).fail(failure));
  }

  /** What both ways of asking come to, but for ids. */
  private JsonObject both(String question, String... members) {
    JsonObject whole = messages.create(asking(question, members));
    JsonObject streamed =
        messages.streamed(
            asking(
                question, String.join(",", members) + (members.length == 0 ? "" : ",") + STREAM));
    assertEquals(withoutIds(whole), withoutIds(streamed));
    return whole;
  }

  /** Where nobody counts tokens, a stream alone knows those of its prompt. */
  private static String withoutIds(JsonObject message) {
    return message
        .toString()
        .replaceAll("\"id\":\"[^\"]*\"", "")
        .replace("\"input_tokens\":1,", "\"input_tokens\":0,");
  }

  private static String content(JsonObject message) {
    return message.getJsonArray("content").getValuesAs(JsonObject.class).stream()
        .map(block -> block.getString("text", "") + block.getOrDefault("input", Json.string("")))
        .map(block -> block.replaceAll("\"\"$", ""))
        .collect(Collectors.joining(" ; "));
  }

  private static String stopReason(JsonObject message) {
    return message.getString("stop_reason")
        + (message.isNull("stop_sequence") ? "" : " " + message.getString("stop_sequence"));
  }

  @Test
  void aTextIsOneBlock() {
    JsonObject message = both("text");
    assertEquals("Grüße \"😀\"\n", content(message));
    assertEquals("end_turn", stopReason(message));
    assertEquals("gpt-4.1", message.getString("model"));
    assertEquals(
        "{\"input_tokens\":7,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,"
            + "\"output_tokens\":5}",
        message.getJsonObject("usage").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "cut,max_tokens",
    "filtered,refusal",
    "nothing,end_turn",
    "no call,end_turn",
    "call,tool_use",
    "'call, cut',tool_use",
    "calls,tool_use"
  })
  void theReasonOfTheEndIsToldInAnthropicsWords(String question, String reason) {
    assertEquals(reason, stopReason(both(question, TOOLS)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"two\"                        | one,        | stop_sequence two",
        "\"x\",\"y\",\"z\",\"u\",\"v\",\"o, t\" | one, tw     | stop_sequence o, t",
        "\"thr\",\"two\",\"o\"          | ''          | stop_sequence o",
        "\"three\"                      | one, two, thr | end_turn",
      })
  void anAnswerEndsBeforeTheFirstOfAnyNumberOfStopSequences(
      String stops, String text, String reason) {
    JsonObject message = both("numbers", "\"stop_sequences\":[" + stops + "]");
    assertEquals(text, content(message).strip());
    assertEquals(reason, stopReason(message));
  }

  @Test
  void anEmptyAnswerHasNoBlocks() {
    assertEquals("", content(both("nothing")));
  }

  @Test
  void callsFollowTheTextEachUnderAnIdOfItsOwn() {
    JsonObject message = both("calls", TOOLS);
    assertEquals("Look. ; {\"a\":\"ü\",\"n\":12345678901234567890} ; {}", content(message));
    List<String> ids =
        message.getJsonArray("content").getValuesAs(JsonObject.class).stream()
            .skip(1)
            .map(block -> block.getString("id"))
            .toList();
    assertNotEquals(ids.get(0), ids.get(1));
    ids.forEach(id -> assertTrue(id.matches("toolu_\\w{24}"), id));
  }

  @Test
  void argumentsThatAreNoObjectAreToldAsTheirText() {
    assertEquals(
        "{\"INVALID_JSON\":\"city: \\\"Paris\\\"\"} ; {\"INVALID_JSON\":\"[1]\"} ; {} ;"
            + " {\"INVALID_JSON\":\"{\\\"a\\\":1}{}\"}",
        content(both("odd calls", TOOLS)));
  }

  @Test
  void textComesAsItIsMade() {
    List<JsonObject> events = messages.stream(asking("text", STREAM));
    assertEquals(
        2,
        events.stream()
            .filter(event -> event.getString("type").equals("content_block_delta"))
            .count());
  }

  @Test
  void aStreamBeginsWithTheTokensOfItsPrompt() {
    JsonObject begun =
        messages.stream(asking("hi", STREAM, "\"system\":\"Be brief.\""))
            .getFirst()
            .getJsonObject("message");
    assertEquals(2, begun.getJsonObject("usage").getInt("input_tokens"));
  }

  @ParameterizedTest
  @CsvSource({"slow,message_stop", "slow failure,error"})
  void silenceIsFilledWithPingsAfterTheBeginning(String question, String end) {
    List<JsonObject> events = messages.stream(asking(question, STREAM));
    MessageGrammar grammar = new MessageGrammar();
    events.forEach(grammar::next);
    assertTrue(events.contains(Json.parse("{\"type\":\"ping\"}")), events.toString());
    assertEquals(end, events.getLast().getString("type"));
  }

  @ParameterizedTest
  @CsvSource({"break,api_error", "slow failure,overloaded_error", "rewritten,api_error"})
  void aFailureInTheMiddleIsTheLastEvent(String question, String type) {
    List<JsonObject> events = messages.stream(asking(question, STREAM));
    MessageGrammar grammar = new MessageGrammar();
    events.forEach(grammar::next);
    JsonObject last = events.getLast();
    assertEquals("error", last.getString("type"));
    assertEquals(type, last.getJsonObject("error").getString("type"));
  }

  @ParameterizedTest
  @CsvSource({
    "limit,429 rate_limit_error,9,-",
    "quota,429 rate_limit_error,3600,false",
    "session,502 api_error,-,false",
    "busy,529 overloaded_error,1,-",
    "full,529 overloaded_error,2,-",
    "late,504 timeout_error,-,false",
    "long,400 invalid_request_error,-,-",
    "large,413 request_too_large,-,-",
    "broken,502 api_error,-,false",
  })
  void aFailureBeforeTheTextHasItsStatusAndSaysWhenToComeBack(
      String question, String failure, String retryAfter, String shouldRetry) {
    for (String way : new String[] {"\"stream\":false", STREAM}) {
      Api.Reply reply = messages.post(asking(question, way));
      assertEquals(failure, failure(reply));
      assertEquals(retryAfter, reply.header("retry-after").orElse("-"));
      assertEquals(shouldRetry, reply.header("x-should-retry").orElse("-"));
    }
  }

  @Test
  void aPromptThatIsTooLongIsToldInTheWordsThatClientsLookFor() {
    String message = AnthropicMessages.message(messages.post(asking("long")));
    assertEquals("messages: prompt is too long: It has 9 tokens.", message);
  }

  @Test
  void tokensAreCountedWithoutARunAndWithoutALimitOfTheAnswer() {
    int before = BACKEND.requests().size();
    String body =
        "{\"model\":\"gpt-4.1\",\"system\":\"Be brief.\",\"messages\":["
            + "{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]}";
    Api.Reply reply = messages.send("POST", AnthropicMessages.PATH + "/count_tokens", body);
    assertEquals("{\"input_tokens\":3}", reply.body());
    assertEquals(before, BACKEND.requests().size());
  }
}
