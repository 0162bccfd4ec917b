package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.Keyring;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
@Timeout(120)
class RequestBodyTest {

  private static final int LIMIT = 100_000;
  private static final String UNREADABLE = "400 invalid_request_error - -";
  private static final String TOO_LARGE = "413 invalid_request_error request_too_large -";
  private static final String WRONG_TYPE = "415 invalid_request_error unsupported_media_type -";

  private final Api api;

  RequestBodyTest(URI uri) {
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    HttpSettings settings =
        new HttpSettings(Keyring.NONE, LIMIT, false, Answer.EVER, Duration.ofSeconds(10), false);
    Gateway.configure(server, new ScriptedBackend(), settings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "\"hi\"",
        "7",
        "null",
        "{}{}",
        "{} x",
        "{\"a\":01}",
        "{'a':1}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":1,}",
        "{\"a\":NaN}",
        "{\"a\"}"
      })
  void whatIsNoJsonObjectIsRefused(String body) {
    assertEquals(UNREADABLE, api.chat(body).failure());
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] body = asking("é").getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(UNREADABLE, api.chat(body).failure());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                           | 'line 1, column 3'",
        "{\"model\":nul}               | 'line 1, column 13'",
        "{}x                         | 'line 1, column 3'",
        "{\\n  \"model\": x}           | 'line 2, column 12'",
      })
  void whereBadJsonIsBadIsTold(String body, String where) {
    String message = api.chat(body.replace("\\n", "\n")).error().getString("message");
    assertTrue(message.contains(where), message);
  }

  @Test
  void whereJsonIsTooMuchIsToldToo() {
    String deep = api.chat("[".repeat(50_000)).error().getString("message");
    assertTrue(deep.contains("At line 1, column 10"), deep);
    String number = api.chat(asking("hi", "\"seed\":" + "9".repeat(10_000))).error().toString();
    assertTrue(number.contains("At line 1, column 100"), number);
  }

  @Test
  void aByteOrderMarkBeforeTheBodyIsNoPartOfIt() {
    assertEquals(200, api.chat("\ufeff" + asking("hi")).status());
    assertEquals(UNREADABLE, api.chat("\ufeff\ufeff" + asking("hi")).failure());
    assertEquals(UNREADABLE, api.chat("\ufeff").failure());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
  void otherFormsOfUnicodeAreRefused(String charset) {
    byte[] body = asking("hi").getBytes(Charset.forName(charset));
    assertEquals(UNREADABLE, api.chat(body).failure());
    assertEquals(
        WRONG_TYPE,
        api.chat(body, "Content-Type", "application/json; charset=" + charset).failure());
  }

  @Test
  void ofAMemberGivenTwiceTheLaterOneCounts() {
    assertEquals(200, api.chat(asking("hi", "\"n\":0", "\"n\":1")).status());
    assertEquals(400, api.chat(asking("hi", "\"n\":1", "\"n\":0")).status());
  }

  @Test
  void aNumberBeyondAllBoundsIsANumber() {
    assertEquals(200, api.chat(asking("hi", "\"seed\":1e400")).status());
    String wrong = "400 invalid_request_error invalid_value temperature";
    for (String number : new String[] {"1e400", "-1e400", "1e999999999"}) {
      assertEquals(wrong, api.chat(asking("hi", "\"temperature\":" + number)).failure());
    }
  }

  @Test
  void whatAClientSaidIsNotRepeatedWithoutEnd() {
    String name = "x".repeat(50_000);
    Api.Reply reply = api.chat(asking("hi", "\"model\":\"" + name + "\""));
    assertEquals("404 invalid_request_error model_not_found model", reply.failure());
    assertTrue(reply.body().length() < 2_000, reply.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\ud83d\\ud83d\\ude00"})
  void halfASurrogatePairIsRefusedWhereverItIs(String half) {
    assertEquals(UNREADABLE, api.chat(asking(half)).failure());
    assertEquals(UNREADABLE, api.chat(asking("hi", "\"metadata\":[\"" + half + "\"]")).failure());
    assertEquals(UNREADABLE, api.chat(asking("hi", "\"" + half + "\":1")).failure());
  }

  @Test
  void nestingHasABound() {
    assertEquals(200, api.chat(asking("hi", nested(90))).status());
    assertEquals(UNREADABLE, api.chat(asking("hi", nested(110))).failure());
    assertEquals(UNREADABLE, api.chat(asking("hi", nested(40_000))).failure());
    assertEquals(UNREADABLE, api.chat("[".repeat(50_000)).failure());
  }

  @Test
  void theLengthOfANumberHasABound() {
    String longNumber = "\"seed\":" + "9".repeat(1000);
    assertEquals(200, api.chat(asking("hi", longNumber)).status());
    assertEquals(UNREADABLE, api.chat(asking("hi", "\"seed\":" + "9".repeat(90_000))).failure());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON;charset=\"UTF-8\"",
        "application/vnd.api+json"
      })
  void whatSaysThatItIsJsonIsTaken(String type) {
    assertEquals(200, api.chat(asking("hi"), "Content-Type", type).status());
  }

  @Test
  void whatDoesNotSayWhatItIsIsTaken() {
    assertEquals(200, api.chat(asking("hi")).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=iso-8859-1",
        "application/jsonx",
        "json",
        ";"
      })
  void whatSaysThatItIsNotIsRefused(String type) {
    assertEquals(WRONG_TYPE, api.chat(asking("hi"), "Content-Type", type).failure());
  }

  @Test
  void aBodyUpToTheLimitIsTaken() {
    int rest = LIMIT - asking("").length();
    assertEquals(200, api.chat(asking("x".repeat(rest))).status());
    assertEquals(TOO_LARGE, api.chat(asking("x".repeat(rest + 1))).failure());
  }

  @Test
  void theLimitIsToldToWhoIsAboveIt() {
    byte[] body = new byte[LIMIT + 1];
    assertTellsLimit(api.chat(body));
    assertTellsLimit(
        api.send(
            "POST",
            "/v1/chat/completions",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
  }

  private static void assertTellsLimit(Api.Reply reply) {
    assertEquals(TOO_LARGE, reply.failure());
    assertTrue(reply.body().contains(LIMIT + " bytes"), reply.body());
  }

  @Test
  void whoSendsFarTooMuchIsToldSoAndNotCutOff() {
    byte[] much = new byte[20_000_000];
    for (int i = 0; i < 10; i++) {
      assertEquals(TOO_LARGE, api.chat(much).failure());
      assertEquals(
          TOO_LARGE,
          api.send(
                  "POST",
                  "/v1/chat/completions",
                  BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(much)))
              .failure());
    }
  }

  @Test
  void theLimitHoldsForABodyThatDoesNotTellItsLength() {
    byte[] body = asking("x".repeat(LIMIT)).getBytes(StandardCharsets.UTF_8);
    Api.Reply reply =
        api.send(
            "POST",
            "/v1/chat/completions",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    assertEquals(TOO_LARGE, reply.failure());
  }

  private static String nested(int depth) {
    return "\"x\":" + "[".repeat(depth) + "]".repeat(depth);
  }
}
