package io.github.langfast2api.http.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.http.RequestException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFramingTest {

  private static final String CHUNKED =
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final RequestFraming framing = new RequestFraming();

  private String frame(String text) {
    return new String(framing.frame(text.getBytes(ISO_8859_1)), ISO_8859_1);
  }

  private static String unescaped(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
  }

  /** The same must come out whatever packets the network makes of a request. */
  private static String framed(String text, int packet) {
    RequestFraming framing = new RequestFraming();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = text.getBytes(ISO_8859_1);
    for (int i = 0; i < bytes.length; i += packet) {
      out.writeBytes(
          framing.frame(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + packet))));
    }
    framing.throwFailure();
    return out.toString(ISO_8859_1);
  }

  private static void assertFramed(String expected, String text) {
    for (int packet = 1; packet <= text.length(); packet++) {
      assertEquals(expected, framed(text, packet), "in packets of " + packet);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 3\\r\\n\\r\\nabc",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\ncontent-length:\\t0 \\r\\n\\r\\n",
        "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: Chunked\\r\\n\\r\\n"
            + "3\\r\\nabc\\r\\n000a\\r\\n0123456789\\r\\n0\\r\\n\\r\\n",
        "OPTIONS * HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
      })
  void whatHelidonUnderstandsIsHandedOnAsItIs(String request) {
    String twice = unescaped(request).repeat(2);
    assertFramed(twice, twice);
    framing.frame(twice.getBytes(ISO_8859_1));
    assertTrue(framing.complete());
    assertEquals(2, framing.requests());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3;a=b\\r\\nabc\\r\\n0\\r\\n\\r\\n                      | 3\\r\\nabc\\r\\n0\\r\\n\\r\\n",
        "3 ; a = \"b;c\" ; d\\r\\nabc\\r\\n0;e\\r\\n\\r\\n      | 3\\r\\nabc\\r\\n0\\r\\n\\r\\n",
        "3\\t\\r\\nabc\\r\\n0 \\r\\n\\r\\n                      | 3\\r\\nabc\\r\\n0\\r\\n\\r\\n",
        "3\\r"
            + "\\n"
            + "abc\\r"
            + "\\n"
            + "0\\r"
            + "\\n"
            + "A: b\\r"
            + "\\n"
            + "Content-Length: 9\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + " | 3\\r"
            + "\\n"
            + "abc\\r"
            + "\\n"
            + "0\\r"
            + "\\n"
            + "\\r"
            + "\\n",
        "3\\r"
            + "\\n"
            + ";\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "0\\r"
            + "\\n"
            + "A:\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "                 | 3\\r"
            + "\\n"
            + ";\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "0\\r"
            + "\\n"
            + "\\r"
            + "\\n",
      })
  void chunkExtensionsAndTrailersAreLeftOut(String body, String without) {
    String next = "GET /next HTTP/1.1\r\nHost: x\r\n\r\n";
    assertFramed(CHUNKED + unescaped(without) + next, CHUNKED + unescaped(body) + next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\\r\\n",
        "\\r\\n",
        ";a\\r\\n",
        "-1\\r\\n",
        "0x3\\r\\nabc\\r\\n",
        "3\\nabc\\r\\n",
        "3;a\\nb\\r\\nabc\\r\\n",
        "3;a\\rb\\r\\nabc\\r\\n",
        "3\\r\\nabcd\\r\\n",
        "3\\r\\nabc0\\r\\n\\r\\n",
        "3\\r\\nabc\\n0\\r\\n\\r\\n",
        "0\\r\\nA\\r\\n\\r\\n",
        "0\\r\\nA : b\\r\\n\\r\\n",
        "0\\r\\n: b\\r\\n\\r\\n",
        "0\\r\\n A: b\\r\\n\\r\\n",
        "0\\r\\nA: b\\n\\r\\n",
        "0\\r\\n\\n",
        "fffffffff\\r\\n",
        "1111111111111111\\r\\n",
      })
  void aMalformedChunkIsRefused(String body) {
    String text = CHUNKED + unescaped(body);
    for (int packet = 1; packet <= text.length(); packet++) {
      int size = packet;
      assertThrows(RequestException.class, () -> framed(text, size), "in packets of " + packet);
    }
  }

  @Test
  void extensionsAndTrailersHaveAnEnd() {
    String chunk = "1;" + "x".repeat(8000) + "\r\na\r\n";
    assertThrows(RequestException.class, () -> framed(CHUNKED + chunk.repeat(9), 100_000));
    String trailers = "A: " + "x".repeat(8000) + "\r\n";
    assertThrows(
        RequestException.class, () -> framed(CHUNKED + "0\r\n" + trailers.repeat(9), 100_000));
    assertThrows(RequestException.class, () -> framed(CHUNKED + "1;" + "x".repeat(9000), 100_000));
  }

  @Test
  void whatComesBeforeAMalformedChunkIsHandedOn() {
    String good = "GET / HTTP/1.1\r\nHost: x\r\n\r\n" + CHUNKED;
    assertEquals(good, frame(good + "zz\r\n"));
    assertThrows(RequestException.class, framing::throwFailure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/1.0\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + " | GET / HTTP/1.1\\r"
            + "\\n"
            + "Host: localhost\\r"
            + "\\n"
            + "Connection: close\\r"
            + "\\n"
            + "\\r"
            + "\\n",
        "HEAD /a?b HTTP/1.0\\r\\nHost: y\\r\\nConnection: keep-alive\\r\\nA: b\\r\\n\\r\\n"
            + "| HEAD /a?b HTTP/1.1\\r\\nHost: y\\r\\nA: b\\r\\nConnection: close\\r\\n\\r\\n",
        "GET http://a.example:80/b HTTP/1.0\\r\\n\\r\\n"
            + "| GET /b HTTP/1.1\\r\\nHost: a.example:80\\r\\nConnection: close\\r\\n\\r\\n",
      })
  void aProbeOfHttp10BecomesOneOfHttp11(String old, String probe) {
    assertFramed(unescaped(probe), unescaped(old));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.0\\r\\nContent-Length: 1\\r\\n\\r\\na",
        "GET / HTTP/1.0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n",
        "GET / HTTP/2.0\\r\\n\\r\\n",
        "GARBAGE\\r\\n\\r\\n",
        "\\r\\nGET / HTTP/1.1\\r\\n\\r\\n",
        "GET / HTTP/1.1\\nHost: x\\n\\n",
        "POST / HTTP/1.1\\r\\nContent-Length: 1\\r\\nContent-Length: 1\\r\\n\\r\\na",
        "POST / HTTP/1.1\\r\\nContent-Length: 1, 1\\r\\n\\r\\na",
        "POST / HTTP/1.1\\r\\nContent-Length: +1\\r\\n\\r\\na",
        "POST / HTTP/1.1\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n",
        "POST / HTTP/1.1\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n0;a\\r\\n\\r\\n",
        "POST / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\nTransfer-Encoding: x\\r\\n\\r\\n0;a",
      })
  void whatHelidonIsToRefuseIsHandedOnAsItIs(String request) {
    String text = unescaped(request);
    assertFramed(text, text);
    framing.frame(text.getBytes(ISO_8859_1));
    assertFalse(framing.complete());
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example/b?c,   /b?c, a.example",
    "HTTP://a.example:81/b,  /b,   a.example:81",
    "https://[::1]:8000,     /,    [::1]:8000",
    "http://a.example?b,     /?b,  a.example",
  })
  void theAbsoluteFormSaysTheHost(String target, String path, String host) {
    assertFramed(
        "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nA: b\r\n\r\n",
        "GET " + target + " HTTP/1.1\r\nhost: other\r\nA: b\r\n\r\n");
  }

  @Test
  void bracketsInAQueryAreEncoded() {
    String head = "GET /v1/[models]?include[]=a HTTP/1.1\r\nHost: [::1]\r\n\r\n";
    assertFramed(head.replace("include[]", "include%5B%5D"), head);
  }

  @Test
  void theAbsoluteFormDoesNotReplaceAHostThatIsMissing() {
    assertFramed("GET /b HTTP/1.1\r\n\r\n", "GET http://a.example/b HTTP/1.1\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT x:443", "GET x", "GET ftp://x/", "GET http:/x", "OPTIONS **"})
  void aTargetWithoutAPathIsRefused(String line) {
    String text = line + " HTTP/1.1\r\nHost: x\r\n\r\n";
    assertThrows(RequestException.class, () -> frame(text));
  }

  @Test
  void aRequestIsIncompleteUntilItsLastByte() {
    assertTrue(framing.complete());
    String whole = CHUNKED + "1\r\na\r\n0\r\nA: b\r\n\r\n";
    for (int i = 0; i < whole.length(); i++) {
      String unused = frame(whole.substring(i, i + 1));
      assertEquals(i == whole.length() - 1, framing.complete(), "after byte " + i);
    }
    assertEquals(1, framing.requests());
  }

  @Test
  void aHeadThatIsCutOffIsHandedOnAtTheEnd() {
    assertEquals("", frame("GET / HT"));
    assertEquals("GET / HT", new String(framing.rest(), ISO_8859_1));
    assertEquals("", new String(framing.rest(), ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /", "GET / HTTP/1.1\r\nHost: x\r\nA: "})
  void aHeadThatIsTooLongIsNotKept(String start) {
    StringBuilder sent = new StringBuilder(start);
    StringBuilder framed = new StringBuilder(frame(start));
    while (sent.length() < 40_000) {
      sent.append("x".repeat(1000));
      framed.append(frame("x".repeat(1000)));
    }
    assertEquals(sent.toString(), framed.toString());
  }
}
