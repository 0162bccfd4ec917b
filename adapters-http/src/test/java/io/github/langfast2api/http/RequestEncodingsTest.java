package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
@Timeout(120)
class RequestEncodingsTest {

  private static final String UNREADABLE = "400 invalid_request_error - -";
  private static final String WRONG_TYPE = "415 invalid_request_error unsupported_media_type -";

  private final Api api;

  RequestEncodingsTest(URI uri) {
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, new ScriptedBackend(), HttpSettings.DEFAULTS);
  }

  @Test
  void aBodyMayBeCompressed() {
    byte[] body = gzip(asking("é".repeat(1000)).getBytes(StandardCharsets.UTF_8));
    assertEquals(200, api.chat(body, "Content-Encoding", "gzip").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GZIP", "x-gzip", " gzip "})
  void theNameOfACompressionMayBeWrittenInOtherWays(String encoding) {
    byte[] body = gzip(asking("hi").getBytes(StandardCharsets.UTF_8));
    assertEquals(200, api.chat(body, "Content-Encoding", encoding).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "Identity"})
  void aBodyMaySayThatItIsNotCompressed(String encoding) {
    assertEquals(200, api.chat(asking("hi"), "Content-Encoding", encoding).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip", "identityy"})
  void anUnknownContentEncodingIsAnUnsupportedMediaType(String encoding) {
    Api.Reply reply = api.chat(asking("hi"), "Content-Encoding", encoding);
    assertEquals(WRONG_TYPE, reply.failure());
    assertEquals(Optional.of("gzip"), reply.header("accept-encoding"));
  }

  @Test
  void answersAreNotCompressed() {
    Api.Reply reply = api.chat(asking("hi"), "Accept-Encoding", "gzip");
    assertEquals(Optional.empty(), reply.header("content-encoding"));
  }

  @Test
  void whatCannotBeDecompressedIsRefused() {
    assertEquals(UNREADABLE, api.chat(asking("hi"), "Content-Encoding", "gzip").failure());
  }

  @Test
  void aBodyThatIsCutWhileCompressedIsRefused() {
    byte[] whole = gzip(asking("hi").getBytes(StandardCharsets.UTF_8));
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    assertEquals(UNREADABLE, api.chat(cut, "Content-Encoding", "gzip").failure());
  }

  @Test
  void whereNoBodyIsReadItsEncodingIsNoMatter() {
    Api.Reply reply =
        api.send(
            "PUT",
            "/v1/chat/completions",
            BodyPublishers.ofByteArray(new byte[100_000]),
            "Content-Encoding",
            "gzip");
    assertEquals("405 invalid_request_error method_not_supported -", reply.failure());
  }

  @Test
  void theLimitCountsWhatIsDecompressed() {
    byte[] bomb = gzip(new byte[100_000_000]);
    Api.Reply reply = api.chat(bomb, "Content-Encoding", "gzip");
    assertEquals("413 invalid_request_error request_too_large -", reply.failure());
    assertTrue(reply.body().contains("33554432 bytes"), reply.body());
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
