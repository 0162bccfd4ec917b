package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static io.github.langfast2api.http.Requests.streaming;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
@Timeout(120)
class ConnectionTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();
  private static final String STREAM_END = "data: [DONE]\n\n\r\n0\r\n\r\n";
  private static final String JSON_END = "\"finish_reason\":\"stop\"}]}";

  private final URI uri;

  ConnectionTest(URI uri) {
    this.uri = uri;
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    BACKEND.play(
        "later", Script.saying("a").pause(Duration.ofMillis(100)).finish(FinishReason.STOP));
    Gateway.configure(server, BACKEND, HttpSettings.DEFAULTS);
  }

  private Wire wire() {
    return Wire.to(uri.getPort());
  }

  @Test
  void aConnectionIsUsedOnAfterAnswersOfEveryKind() {
    try (Wire wire = wire()) {
      for (int i = 0; i < 3; i++) {
        assertAnswer(200, wire.send(Wire.chat(asking("hi"))).readThrough(JSON_END));
        assertAnswer(200, wire.send(Wire.chat(streaming("hi"))).readThrough(STREAM_END));
        assertAnswer(400, wire.send(Wire.chat(asking("hi", "\"n\":0"))).readThrough("}}"));
        assertAnswer(200, wire.send(Wire.head("/v1/models")).readThrough("\r\n\r\n"));
        assertAnswer(404, wire.send(Wire.head("/v1/models/x")).readThrough("\r\n\r\n"));
        assertAnswer(200, wire.send(Wire.get("/v1/models")).readThrough("]}"));
      }
    }
  }

  @Test
  void requestsSentAheadAreAnsweredInOrder() {
    try (Wire wire = wire()) {
      wire.send(
          Wire.chat(streaming("later"))
              + Wire.chat(asking("later"))
              + Wire.get("/v1/models/gpt-5")
              + Wire.chat(streaming("hi")));
      wire.readThrough(STREAM_END);
      wire.readThrough(JSON_END);
      wire.readThrough("\"id\":\"gpt-5\"");
      wire.readThrough(STREAM_END);
    }
  }

  @Test
  void aRequestThatComesWhileAnotherIsAnsweredIsAnsweredNext() {
    try (Wire wire = wire()) {
      wire.send(Wire.chat(streaming("later"))).readThrough("\"content\":\"a\"");
      wire.send(Wire.chat(asking("hi"))).readThrough(STREAM_END);
      wire.readThrough(JSON_END);
    }
  }

  @Test
  void moreThanIsKeptOfWhatIsSentAheadIsAnsweredToo() {
    String padding = "x".repeat(200_000);
    try (Wire wire = wire()) {
      wire.send(Wire.chat(streaming("later"))).readThrough("\"content\":\"a\"");
      wire.send(Wire.chat(asking("hi", "\"user\":\"" + padding + "\"")));
      wire.readThrough(STREAM_END);
      wire.readThrough(JSON_END);
      wire.send(Wire.chat(asking("hi"))).readThrough(JSON_END);
    }
  }

  @Test
  void aConnectionThatIsToBeClosedIsClosed() {
    for (String request :
        new String[] {
          Wire.chat(asking("hi"), "Connection: close"),
          Wire.chat(streaming("hi"), "Connection: close"),
          Wire.get("/v1/models", "Connection: close"),
          Wire.get("/nowhere", "Connection: close")
        }) {
      try (Wire wire = wire()) {
        String answer = wire.send(request).readToEnd();
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("connection: close"), answer);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GARBAGE\\r\\n\\r\\n                                                       | 400",
        "GET / HTTP/1.0\\r\\n\\r\\n                                                | 505",
        "GET / HTTP/1.1\\r\\n\\r\\n                                                | 400",
        "GET / HTTP/1.1\\r\\nHost: x\\r\\nBad Header: y\\r\\n\\r\\n                | 400",
        "GET / HTTP/1.1\\r\\nHost: x\\r\\nHost: y\\r\\n\\r\\n                     | 400",
        "GET / HTTP/1.1\\r\\nHost: <\\r\\n\\r\\n                                   | 400",
        "GET / HTTP/1.1\\nHost: x\\n\\n                                           | 400",
        "GET / HTTP/1.1\\r\\nHost: x\\r\\nX: a\\rb\\r\\n\\r\\n                        | 400",
        "GET / HTTP/1.1\\r\\nHost: x\\r\\nX: a\\0b\\r\\n\\r\\n                        | 400",
        "GET / HTTP/1.1\\r\\nHost: x\\r\\nX: a\\r\\n b\\r\\n\\r\\n                    | 400",
        "GET / HTTP/1.1\\r\\nHost: x\\r\\nX: a\\r\\n b: c\\r\\n\\r\\n                 | 400",
        "G\\0T / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                                | 400",
        "GET /?%zz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                              | 400",
        "PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n                                  | 400",
        "GET /%zz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                                | 400",
        "GET /< HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                                  | 400",
        "POST /v1/chat/completions HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: x\\r\\n\\r\\n| 400",
        "POST /v1/chat/completions HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 99999999\\r\\n\\r\\n"
            + "| 413",
        "POST /v1/chat/completions HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n"
            + "Content-Length: 4\\r\\n\\r\\n                                       | 400",
        "POST /v1/chat/completions HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n"
            + "| 400",
        "POST /v1/chat/completions HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: gzip, chunked"
            + "\\r\\n\\r\\n                                                           | 501",
        "POST /v1/chat/completions HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n"
            + "\\r\\nzz\\r\\n{}\\r\\n                                              | 400",
        "POST /v1/chat/completions HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n"
            + "\\r\\n2\\n{}\\r\\n                                                  | 400",
        "POST /v1/chat/completions HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n"
            + "\\r\\n-1\\r\\n{}\\r\\n                                              | 400",
        "POST /v1/chat/completions HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n"
            + "\\r\\n2\\r\\n{}\\r\\n0\\r\\nTrailer: x\\r\\n\\r\\n                        | 400",
      })
  void whatIsNoHttpIsToldSoInTheFormOfAllErrors(String request, int status) {
    try (Wire wire = wire()) {
      wire.send(request.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0"));
      assertError(status, wire.readToEnd());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/1.1\\r\\n\\r\\n                            | Host header must be present",
        "GET / HTTP/1.1\\r\\nHost: x\\r\\nHost: y\\r\\n\\r\\n  | a single Host header",
        "GET / HTTP/1.0\\r\\n\\r\\n                            | HTTP 1.0 is not supported",
        "GET  HTTP/1.1\\r\\n\\r\\n                             | not valid HTTP/1.1",
      })
  void whatIsWrongWithARequestIsTold(String request, String message) {
    try (Wire wire = wire()) {
      wire.send(request.replace("\\r", "\r").replace("\\n", "\n"));
      String answer = wire.readToEnd();
      assertTrue(answer.contains(message), answer);
    }
  }

  @Test
  void aHeadThatIsCutIsNoBugOfTheServer() {
    try (Wire wire = wire()) {
      wire.send("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nConte").shutdownOutput();
      assertError(400, wire.readToEnd());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 100\r\n\r\n{",
        "Content-Length: 100\r\nContent-Encoding: gzip\r\n\r\n{",
        "Transfer-Encoding: chunked\r\n\r\n5\r\n{",
        "Transfer-Encoding: chunked\r\n\r\n"
      })
  void whoCutsItsBodyHasLeft(String rest) {
    try (Wire wire = wire()) {
      wire.send("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n" + rest).shutdownOutput();
      assertEquals("", wire.readToEnd());
    }
  }

  @Test
  void whoSpeaksTlsIsNotLeftToWait() {
    try (Wire wire = wire()) {
      String hello = "\u0016\u0003\u0001\u0000\u0005\u0001\u0000\u0000\u0001\u0003";
      String answer = wire.send(hello).readToEnd();
      assertError(400, answer);
      assertTrue(answer.contains("Use http, not https"), answer);
    }
  }

  @Test
  void aGoodRequestAfterABadOneIsAnswered() {
    try (Wire wire = wire()) {
      wire.send(
          Wire.chat("{")
              + Wire.chat(asking("hi"), "Content-Encoding: br")
              + Wire.get("/v1/models"));
      assertAnswer(400, wire.readThrough("}}"));
      assertAnswer(415, wire.readThrough("}}"));
      assertAnswer(200, wire.readThrough("]}"));
    }
  }

  @Test
  void nothingAfterABadFrameIsTakenForARequest() {
    String chunk =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n";
    for (String bad :
        new String[] {chunk + "Content-Length: 5\r\n\r\n0\r\n\r\n", chunk + "\r\nzz\r\n"}) {
      try (Wire wire = wire()) {
        assertError(400, wire.send(bad + Wire.get("/v1/models")).readToEnd());
      }
    }
  }

  @Test
  void headIsToldWhatIsWrongWithoutABody() {
    try (Wire wire = wire()) {
      String answer = wire.send("HEAD / HTTP/1.1\r\n\r\n").readToEnd();
      assertAnswer(400, answer);
      assertTrue(answer.endsWith("\r\n\r\n"), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 100_000})
  void aLineThatIsTooLongIsToldSo(int length) {
    try (Wire wire = wire()) {
      assertError(414, wire.send(Wire.get("/" + "x".repeat(length))).readThrough("}}"));
    }
  }

  @Test
  void headersThatAreTooLongAreToldSo() {
    try (Wire wire = wire()) {
      String answer = wire.send(Wire.get("/", "X: " + "x".repeat(20_000))).readThrough("}}");
      assertError(400, answer);
    }
  }

  @Test
  void aBodyIsAskedForWhenItsClientWaitsForThat() {
    String body = asking("hi");
    try (Wire wire = wire()) {
      wire.send(Wire.chat(body, "Expect: 100-continue").replace(body, ""));
      wire.readThrough("HTTP/1.1 100 Continue\r\n\r\n");
      wire.send(body).readThrough(JSON_END);
    }
  }

  @Test
  void aBodyThatIsNotAskedForIsNotWaitedFor() {
    String body = asking("hi");
    String head = Wire.chat(body, "Expect: 100-continue").replace(body, "");
    try (Wire wire = wire()) {
      wire.send(head.replace("application/json", "text/plain"));
      assertError(415, wire.readToEnd());
    }
    try (Wire wire = wire()) {
      wire.send(head.replace("Content-Length: ", "Content-Length: 1000000000"));
      assertError(413, wire.readToEnd());
    }
  }

  private static void assertAnswer(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }

  private static void assertError(int status, String answer) {
    assertAnswer(status, answer);
    String head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
    assertTrue(head.contains("\r\nx-request-id: req_"), answer);
    assertTrue(head.contains("\r\ncontent-type: application/json"), answer);
    JsonObject body =
        assertInstanceOf(
            JsonObject.class, Json.parse(answer.substring(answer.indexOf("\r\n\r\n") + 4)));
    assertEquals(Set.of("message", "type", "param", "code"), body.getJsonObject("error").keySet());
    assertEquals("invalid_request_error", body.getJsonObject("error").getString("type"));
  }
}
