package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A judge that lets everything pass would make every fuzz test pass. */
class AnswerContractTest {

  private static final String ID = "x-request-id: req_abcdefghijklmnopqrstuvwx\r\n";
  private static final String JSON = "content-type: application/json\r\n" + ID;
  private static final String EVENTS = "content-type: text/event-stream\r\n" + ID;
  private static final String ERROR =
      "{\"error\":{\"message\":\"No.\",\"type\":\"invalid_request_error\",\"param\":null,"
          + "\"code\":null}}";
  private static final String ERROR_EVENT =
      "data: " + ERROR.replaceFirst("}}$", "},\"choices\":false}") + "\n\n";
  private static final String CHUNK =
      "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
          + "\"delta\":{\"role\":\"assistant\"},\"finish_reason\":null}]}\n\n";
  private static final String FINISH =
      "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{},"
          + "\"finish_reason\":\"stop\"}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private static Optional<RawAnswer> read(String bytes) throws IOException {
    return RawAnswer.read(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)));
  }

  private static void check(int status, String headers, String body) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    AnswerContract.check(
        read("HTTP/1.1 %d X\r\n%scontent-length: %d\r\n\r\n%s"
                .formatted(status, headers, length, body))
            .orElseThrow());
  }

  private static void assertBad(int status, String headers, String body) {
    assertThrows(AssertionError.class, () -> check(status, headers, body));
  }

  @Test
  void goodAnswersPass() {
    assertDoesNotThrow(() -> check(400, JSON, ERROR));
    assertDoesNotThrow(() -> check(401, JSON + "www-authenticate: Bearer\r\n", ERROR));
    assertDoesNotThrow(() -> check(200, JSON, "{\"object\":\"list\",\"data\":[]}"));
    assertDoesNotThrow(() -> check(200, EVENTS, CHUNK + FINISH + DONE));
    assertDoesNotThrow(() -> check(200, EVENTS, "\n\n" + CHUNK + "\n" + FINISH + DONE));
    assertDoesNotThrow(() -> check(200, EVENTS, CHUNK + ERROR_EVENT));
    assertDoesNotThrow(() -> check(200, EVENTS, "\n" + ERROR_EVENT));
    assertDoesNotThrow(
        () -> check(200, "content-type: text/plain; charset=utf-8\r\n" + ID, "langfast2api!"));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 402, 405, 415, 418, 429, 500, 502, 599})
  void anErrorHasTheStatusOfItsKind(int status) {
    assertBad(status, JSON, ERROR);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 501, 505})
  void someErrorsNeedAHeader(int status) {
    assertBad(status, JSON, ERROR);
    assertDoesNotThrow(
        () -> check(status, JSON + "www-authenticate: Bearer\r\nx-should-retry: false\r\n", ERROR));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"message\":\"No.\"  | \"message\":\"\"",
        "\"message\":\"No.\"  | \"message\":7",
        "\"message\":\"No.\"  | \"message\":\"java.lang.NullPointerException\"",
        "\"message\":\"No.\"  | \"message\":\"in io.helidon.webserver\"",
        "\"message\":\"No.\"  | \"message\":\"<html>no</html>\"",
        "\"message\":\"No.\"  | \"message\":\"no\\tat org.x.Y\"",
        "\"message\":\"No.\", | ''",
        "\"code\":null        | \"code\":0",
        "\"code\":null        | \"code\":\"made_up\"",
        "\"code\":null        | \"code\":null,\"more\":1",
        ",\"code\":null       | ''",
        "\"param\":null,      | ''",
        "\"param\":null       | \"param\":[]",
        "invalid_request_error| server_error",
        "{\"error\"           | {\"id\":1,\"error\"",
        "{\"error\"           | {\"errors\"",
        "}}                   | }",
      })
  void anErrorHasOneFormAlone(String good, String bad) {
    assertTrue(ERROR.contains(good.strip()), good);
    assertBad(400, JSON, ERROR.replace(good.strip(), bad.strip()));
  }

  @Test
  void anAnswerHasARequestIdAndAType() {
    assertBad(400, JSON.replace(ID, ""), ERROR);
    assertBad(400, JSON + ID, ERROR);
    assertBad(400, JSON.replace("req_", "x"), ERROR);
    assertBad(400, ID, ERROR);
    assertBad(400, JSON.replace("application/json", "text/html"), ERROR);
    assertBad(200, JSON.replace("application/json", "text/html"), "<html></html>");
    assertBad(200, "content-type: text/plain; charset=utf-8\r\n" + ID, "Hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"object\":\"chat.completion\",\"choices\":[]}",
        "{\"object\":\"chat.completion\",\"choices\":[{\"finish_reason\":null,"
            + "\"message\":{\"content\":\"\"}}]}",
        "{\"object\":\"chat.completion\",\"choices\":[{\"finish_reason\":\"stop\","
            + "\"message\":{\"content\":null}}]}",
      })
  void aSuccessIsAWholeObject(String body) {
    assertBad(200, JSON, body);
  }

  @Test
  void aStreamBeginsAndEnds() {
    for (String body :
        new String[] {
          "",
          DONE,
          CHUNK,
          CHUNK + FINISH,
          CHUNK + DONE,
          FINISH + DONE,
          CHUNK + CHUNK + FINISH + DONE,
          CHUNK + FINISH + FINISH + DONE,
          CHUNK + FINISH + DONE.strip(),
          CHUNK + FINISH + DONE + FINISH,
          CHUNK + "data: {}\n\n" + FINISH + DONE,
          ": keepalive\n\n" + CHUNK + FINISH + DONE,
          CHUNK + "\n" + FINISH + DONE.replace("\n\n", "\n"),
          CHUNK + "data: {\"error\":{},\"choices\":false}\n\n",
          CHUNK + "event: error\n" + ERROR_EVENT,
          CHUNK + "data: " + ERROR + "\n\n",
          CHUNK + ERROR_EVENT.replace("false", "[]"),
          CHUNK + ERROR_EVENT + DONE
        }) {
      assertBad(200, EVENTS, body);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello\r\n",
        "HTTP/1.1 200\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 1\r\n\r\nx",
        "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\nx",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nxx\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 1\rX\n\r\nx",
      })
  void whatIsNoHttpIsNoAnswer(String bytes) {
    assertThrows(AssertionError.class, () -> read(bytes + " ".repeat(20)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 2",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nx",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n",
      })
  void whatIsCutIsKnownToBe(String bytes) {
    assertThrows(EOFException.class, () -> read(bytes));
  }

  @Test
  void whatIsWholeIsReadWhole() throws IOException {
    assertEquals(Optional.empty(), read(""));
    String continued = "HTTP/1.1 100 Continue\r\n\r\n";
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    RawAnswer answer = read(continued + chunked + "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n").orElseThrow();
    assertEquals(200, answer.status());
    assertEquals("abc", answer.body());
  }
}
