package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static io.github.langfast2api.http.Requests.message;
import static io.github.langfast2api.http.Requests.part;
import static io.github.langfast2api.http.Requests.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ServerTest
@Timeout(120)
class RequestValidationTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();

  private final Api api;

  RequestValidationTest(URI uri) {
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, BACKEND, HttpSettings.DEFAULTS);
  }

  @AfterAll
  static void theBackendIsNotAsked() {
    assertEquals(0, BACKEND.requests().size());
  }

  static Stream<Arguments> models() {
    return Stream.of(
        missing("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", "model"),
        missing(asking("hi", "\"model\":null"), "model"),
        invalidType(asking("hi", "\"model\":4"), "model"),
        invalidValue(asking("hi", "\"model\":\" \""), "model"),
        Arguments.of(asking("hi", "\"model\":\"gpt-9\""), "404", "model_not_found", "model"));
  }

  static Stream<Arguments> messages() {
    return Stream.of(
        missing(with(), "messages"),
        missing(with("\"messages\":null"), "messages"),
        invalidType(with("\"messages\":\"hi\""), "messages"),
        invalidType(with("\"messages\":{}"), "messages"),
        emptyArray(with("\"messages\":[]"), "messages"),
        invalidType(with("\"messages\":[\"hi\"]"), "messages[0]"),
        missing(message("\"content\":\"hi\""), "messages[0].role"),
        invalidType(message("\"role\":1,\"content\":\"hi\""), "messages[0].role"),
        invalidValue(message("\"role\":\"wizard\",\"content\":\"hi\""), "messages[0].role"),
        invalidType(named("7"), "messages[0].name"),
        invalidValue(named("\"\""), "messages[0].name"),
        invalidValue(named("\"ann b\""), "messages[0].name"),
        invalidValue(named("\"ann\\u00a0b\""), "messages[0].name"),
        invalidValue(named("\"<ann\""), "messages[0].name"),
        invalidValue(named("\"a|b\""), "messages[0].name"),
        invalidValue(named("\"a\\\\b\""), "messages[0].name"),
        invalidValue(named("\"a/b\""), "messages[0].name"),
        invalidValue(named("\"" + "a".repeat(65) + "\""), "messages[0].name"),
        missing(
            with("\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"user\"}]"),
            "messages[1].content"));
  }

  static Stream<Arguments> contents() {
    return Stream.of(
        missing(message("\"role\":\"user\""), "messages[0].content"),
        missing(message("\"role\":\"user\",\"content\":null"), "messages[0].content"),
        missing(
            message("\"role\":\"user\",\"content\":null,\"refusal\":\"no\""),
            "messages[0].content"),
        missing(message("\"role\":\"assistant\",\"content\":null"), "messages[0].content"),
        emptyArray(message("\"role\":\"assistant\",\"tool_calls\":[]"), "messages[0].tool_calls"),
        invalidType(message("\"role\":\"user\",\"content\":7"), "messages[0].content"),
        invalidType(message("\"role\":\"user\",\"content\":{}"), "messages[0].content"),
        emptyArray(message("\"role\":\"user\",\"content\":[]"), "messages[0].content"),
        invalidType(message("\"role\":\"user\",\"content\":[\"hi\"]"), "messages[0].content[0]"),
        missing(part("\"text\":\"hi\""), "messages[0].content[1].type"),
        invalidValue(part("\"type\":\"smell\""), "messages[0].content[1].type"),
        missing(part("\"type\":\"text\""), "messages[0].content[1].text"),
        invalidType(part("\"type\":\"text\",\"text\":{}"), "messages[0].content[1].text"),
        unsupportedValue(part("\"type\":\"input_audio\""), "messages[0].content[1].type"),
        unsupportedValue(part("\"type\":\"file\""), "messages[0].content[1].type"),
        invalidValue(
            part("\"type\":\"refusal\",\"refusal\":\"no\""), "messages[0].content[1].type"));
  }

  static Stream<Arguments> images() {
    return Stream.of(
        missing(part("\"type\":\"image_url\""), "messages[0].content[1].image_url"),
        invalidType(
            part("\"type\":\"image_url\",\"image_url\":\"https://x/y.png\""),
            "messages[0].content[1].image_url"),
        missing(
            part("\"type\":\"image_url\",\"image_url\":{}"),
            "messages[0].content[1].image_url.url"),
        invalidType(
            part("\"type\":\"image_url\",\"image_url\":{\"url\":1}"),
            "messages[0].content[1].image_url.url"),
        invalidValue(
            part("\"type\":\"image_url\",\"image_url\":{\"url\":\"file:///etc/passwd\"}"),
            "messages[0].content[1].image_url.url"),
        invalidValue(
            part("\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x\",\"detail\":\"odd\"}"),
            "messages[0].content[1].image_url.detail"),
        invalidValue(
            message("\"role\":\"system\",\"content\":[{\"type\":\"image_url\"}]"),
            "messages[0].content[0].type"));
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        invalidType(asking("hi", "\"temperature\":\"warm\""), "temperature"),
        invalidValue(asking("hi", "\"temperature\":2.01"), "temperature"),
        invalidValue(asking("hi", "\"temperature\":-0.1"), "temperature"),
        invalidValue(asking("hi", "\"temperature\":1e999999999"), "temperature"),
        invalidValue(asking("hi", "\"top_p\":1.5"), "top_p"),
        invalidValue(asking("hi", "\"presence_penalty\":-2.5"), "presence_penalty"),
        invalidValue(asking("hi", "\"frequency_penalty\":3"), "frequency_penalty"),
        invalidType(asking("hi", "\"frequency_penalty\":true"), "frequency_penalty"),
        invalidValue(asking("hi", "\"max_tokens\":0"), "max_tokens"),
        invalidValue(asking("hi", "\"max_tokens\":-1e999999999"), "max_tokens"),
        invalidType(asking("hi", "\"max_completion_tokens\":1.5"), "max_completion_tokens"),
        invalidType(asking("hi", "\"max_completion_tokens\":\"9\""), "max_completion_tokens"),
        invalidValue(asking("hi", "\"max_completion_tokens\":9,\"max_tokens\":0"), "max_tokens"),
        invalidValue(asking("hi", "\"n\":0"), "n"),
        invalidValue(asking("hi", "\"n\":129"), "n"),
        invalidType(asking("hi", "\"n\":[]"), "n"),
        invalidType(asking("hi", "\"seed\":\"7\""), "seed"),
        invalidType(asking("hi", "\"seed\":1.5"), "seed"),
        invalidType(asking("hi", "\"seed\":true"), "seed"),
        invalidType(asking("hi", "\"logprobs\":1"), "logprobs"),
        invalidType(asking("hi", "\"top_logprobs\":\"3\""), "top_logprobs"),
        invalidValue(asking("hi", "\"top_logprobs\":3"), "top_logprobs"),
        invalidValue(asking("hi", "\"logprobs\":false,\"top_logprobs\":3"), "top_logprobs"),
        invalidValue(asking("hi", "\"logprobs\":true,\"top_logprobs\":21"), "top_logprobs"),
        invalidValue(asking("hi", "\"logprobs\":true,\"top_logprobs\":-1"), "top_logprobs"),
        invalidType(asking("hi", "\"stop\":7"), "stop"),
        invalidType(asking("hi", "\"stop\":[7]"), "stop"),
        invalidValue(asking("hi", "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]"), "stop"));
  }

  static Stream<Arguments> formats() {
    return Stream.of(
        invalidType(asking("hi", "\"response_format\":\"json\""), "response_format"),
        missing(asking("hi", "\"response_format\":{}"), "response_format.type"),
        invalidValue(
            asking("hi", "\"response_format\":{\"type\":\"xml\"}"), "response_format.type"),
        missing(
            asking("hi", "\"response_format\":{\"type\":\"json_schema\"}"),
            "response_format.json_schema"),
        missing(
            asking("hi", "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{}}"),
            "response_format.json_schema.name"),
        invalidValue(schema("\"name\":\"a b\""), "response_format.json_schema.name"),
        invalidType(schema("\"name\":\"a\",\"schema\":[]"), "response_format.json_schema.schema"),
        invalidType(
            schema("\"name\":\"a\",\"strict\":\"yes\""), "response_format.json_schema.strict"));
  }

  static Stream<Arguments> whatCannotBeHonoured() {
    return Stream.of(
        unsupported("\"logit_bias\":{\"50256\":-100}", "logit_bias"),
        unsupported("\"modalities\":[\"text\",\"audio\"]", "modalities"),
        invalidValue(asking("hi", "\"modalities\":[\"smell\"]"), "modalities"),
        invalidType(asking("hi", "\"modalities\":\"text\""), "modalities"),
        unsupported("\"audio\":{\"voice\":\"alloy\",\"format\":\"mp3\"}", "audio"),
        unsupported("\"web_search_options\":{}", "web_search_options"),
        unsupportedParameter(
            message("\"role\":\"assistant\",\"content\":\"\",\"audio\":{\"id\":\"1\"}"),
            "messages[0].audio"),
        unsupportedValue(asking("hi", "\"model\":\"gpt-5\",\"verbosity\":\"medium\""), "verbosity"),
        unsupportedValue(
            asking("hi", "\"model\":\"gpt-5\",\"reasoning_effort\":\"high\""), "reasoning_effort"));
  }

  static Stream<Arguments> streams() {
    return Stream.of(
        invalidType(asking("hi", "\"stream\":\"yes\""), "stream"),
        invalidType(asking("hi", "\"stream_options\":true"), "stream_options"),
        invalidType(
            asking("hi", "\"stream_options\":{\"include_usage\":1}"),
            "stream_options.include_usage"));
  }

  @ParameterizedTest
  @MethodSource({
    "models",
    "messages",
    "contents",
    "images",
    "numbers",
    "formats",
    "whatCannotBeHonoured",
    "streams"
  })
  void aRequestThatIsWrongIsToldWhereAndHow(String body, String status, String code, String param) {
    assertEquals(
        "%s invalid_request_error %s %s".formatted(status, code, param),
        api.chat(body, "Content-Type", "application/json").failure());
  }

  @Test
  void whatIsToldOfAWrongValueIsShort() {
    String smile = "\\ud83d\\ude00";
    String message =
        api.chat(message("\"role\":\"x" + smile.repeat(5000) + "\"")).error().getString("message");
    assertFalse(message.length() > 300, message);
  }

  private static String named(String name) {
    return message("\"role\":\"user\",\"content\":\"hi\",\"name\":" + name);
  }

  private static String schema(String members) {
    return asking(
        "hi", "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{" + members + "}}");
  }

  private static Arguments unsupported(String member, String param) {
    return unsupportedParameter(asking("hi", member), param);
  }

  private static Arguments unsupportedParameter(String body, String param) {
    return Arguments.of(body, "400", "unsupported_parameter", param);
  }

  private static Arguments unsupportedValue(String body, String param) {
    return Arguments.of(body, "400", "unsupported_value", param);
  }

  private static Arguments missing(String body, String param) {
    return Arguments.of(body, "400", "missing_required_parameter", param);
  }

  private static Arguments invalidType(String body, String param) {
    return Arguments.of(body, "400", "invalid_type", param);
  }

  private static Arguments invalidValue(String body, String param) {
    return Arguments.of(body, "400", "invalid_value", param);
  }

  private static Arguments emptyArray(String body, String param) {
    return Arguments.of(body, "400", "empty_array", param);
  }
}
