package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
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
        new HttpSettings(Keyring.NONE, LIMIT, false, Answer.EVER, Duration.ofSeconds(10));
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
        "\ufeff{}",
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
  void aBodyMayBeCompressed() {
    byte[] body = gzip(asking("é".repeat(1000)).getBytes(StandardCharsets.UTF_8));
    assertEquals(200, api.chat(body, "Content-Encoding", "gzip").status());
  }

  @Test
  void answersAreNotCompressed() {
    Api.Reply reply = api.chat(asking("hi"), "Accept-Encoding", "gzip");
    assertEquals(Optional.empty(), reply.header("content-encoding"));
  }

  @ParameterizedTest
  @CsvSource({"gzip", "br", "'gzip, gzip'", "identityy"})
  void whatCannotBeDecompressedIsRefused(String encoding) {
    assertEquals(UNREADABLE, api.chat(asking("hi"), "Content-Encoding", encoding).failure());
  }

  @Test
  void aBodyThatIsCutWhileCompressedIsRefused() {
    byte[] whole = gzip(asking("hi").getBytes(StandardCharsets.UTF_8));
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    assertEquals(UNREADABLE, api.chat(cut, "Content-Encoding", "gzip").failure());
  }

  @Test
  void aBodyUpToTheLimitIsTaken() {
    int rest = LIMIT - asking("").length();
    assertEquals(200, api.chat(asking("x".repeat(rest))).status());
    assertEquals(TOO_LARGE, api.chat(asking("x".repeat(rest + 1))).failure());
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

  @Test
  void theLimitCountsWhatIsDecompressed() {
    byte[] bomb = gzip(new byte[50_000_000]);
    assertEquals(TOO_LARGE, api.chat(bomb, "Content-Encoding", "gzip").failure());
  }

  private static String nested(int depth) {
    return "\"x\":" + "[".repeat(depth) + "]".repeat(depth);
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }
}
