package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no request, or none of HTTP/1.1, and is refused by an answer like all others. */
@ServerTest
@Timeout(120)
class MalformedRequestsTest {

  private final URI uri;

  MalformedRequestsTest(URI uri) {
    this.uri = uri;
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, new ScriptedBackend(), HttpSettings.DEFAULTS);
  }

  private Wire wire() {
    return Wire.to(uri.getPort());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GARBAGE\\r\\n\\r\\n                                                       | 400",
        "POST / HTTP/1.0\\r\\n\\r\\n                                               | 505",
        "CONNECT x:443 HTTP/1.1\\r\\nHost: x:443\\r\\n\\r\\n                       | 400",
        "CONNECT x:443 HTTP/1.0\\r\\n\\r\\n                                        | 400",
        "GET x HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                                   | 400",
        "GET http://< HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                            | 400",
        "GET http:///x HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                           | 400",
        "GET http://u@h/x HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                        | 400",
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
            + "\\r\\n2\\r\\n{}\\r\\n0\\r\\nTrailer\\r\\n\\r\\n                           | 400",
        "POST /v1/chat/completions HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n"
            + "\\r\\n2\\r\\n{}x\\r\\n0\\r\\n\\r\\n                                    | 400",
        "POST /v1/chat/completions HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n"
            + "\\r\\nfffffffff\\r\\n                                             | 413",
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
        "POST / HTTP/1.0\\r\\n\\r\\n                           | HTTP 1.0 is not supported",
        "CONNECT x:443 HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n       | must be a path",
        "GET  HTTP/1.1\\r\\n\\r\\n                             | not valid HTTP/1.1",
      })
  void whatIsWrongWithARequestIsTold(String request, String message) {
    try (Wire wire = wire()) {
      wire.send(request.replace("\\r", "\r").replace("\\n", "\n"));
      String answer = wire.readToEnd();
      assertTrue(answer.contains(message), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1/models", "/playground"})
  void probesOfHttp10AreAnsweredAndTheirConnectionsClosed(String path) {
    for (String header : new String[] {"", "Host: x\r\n", "Connection: keep-alive\r\n"}) {
      try (Wire wire = wire()) {
        String answer = wire.send("GET " + path + " HTTP/1.0\r\n" + header + "\r\n").readToEnd();
        assertAnswer(200, answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("\r\ncontent-length: "), answer);
      }
      try (Wire wire = wire()) {
        String answer = wire.send("HEAD " + path + " HTTP/1.0\r\n" + header + "\r\n").readToEnd();
        assertAnswer(200, answer);
        assertTrue(answer.endsWith("\r\n\r\n"), answer);
      }
    }
  }

  @Test
  void extensionsAndTrailersOfChunksAreIgnored() {
    String body = asking("hi");
    String chunks =
        "1;a=\"b;c\"\r\n%s\r\n%x ;d\r\n%s\r\n0;e\r\nX-Checksum: 1\r\nContent-Length: 9\r\n\r\n"
            .formatted(body.substring(0, 1), body.length() - 1, body.substring(1));
    String request =
        Wire.chat("").replace("Content-Length: 0", "Transfer-Encoding: chunked") + chunks;
    try (Wire wire = wire()) {
      for (int i = 0; i < 2; i++) {
        assertAnswer(200, wire.send(request).readThrough("\"stop\"}]}"));
      }
      wire.send(request + Wire.get("/v1/models/gpt-5"));
      assertAnswer(200, wire.readThrough("\"stop\"}]}"));
      assertAnswer(200, wire.readThrough("}"));
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
      assertAnswer(200, wire.readThrough("}]}"));
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

  /** Exactly one answer, by the contract. */
  private static void assertError(int status, String answer) {
    assertAnswer(status, answer);
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));
      AnswerContract.check(RawAnswer.read(in).orElseThrow());
      assertEquals(0, in.available(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
