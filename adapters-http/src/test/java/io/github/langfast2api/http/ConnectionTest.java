package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static io.github.langfast2api.http.Requests.streaming;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
        assertAnswer(200, wire.send(Wire.get("/v1/models")).readThrough("}]}"));
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

  @Test
  void aBodyIsAskedForWhenItsClientWaitsForThat() {
    String body = asking("hi");
    try (Wire wire = wire()) {
      wire.send(Wire.chat(body, "Expect: 100-continue").replace(body, ""));
      wire.readThrough("HTTP/1.1 100 Continue\r\n\r\n");
      wire.send(body).readThrough(JSON_END);
    }
  }

  private static void assertAnswer(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }
}
