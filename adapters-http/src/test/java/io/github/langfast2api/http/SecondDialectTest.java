package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.http.chat.ChatDialect;
import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys, limits, the pipeline and errors serve any dialect, each in its own form. */
@ServerTest
@Timeout(60)
class SecondDialectTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();
  private static final ApiClient FOUR =
      new ApiClient("four", OptionalInt.of(4), OptionalInt.empty());

  private final Api api;

  SecondDialectTest(URI uri) {
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    BACKEND.play("talk", Script.saying("a", "b").finish(FinishReason.STOP));
    BACKEND.play("break", Script.saying("a").fail(new ChatFailure.Unreachable("gone")));
    BACKEND.play("wait", Script.saying("a").hold());
    HttpRouting.Builder routing = HttpRouting.builder();
    new ApiServer(
            Models.CATALOG,
            TestPorts.of(BACKEND),
            new HttpSettings(
                DigestKeyring.of(Map.of("k", ApiClient.unlimited("any"), "four", FOUR)),
                1024,
                false,
                Answer.EVER,
                Duration.ofMillis(50),
                false),
            RequestObserver.NONE,
            List.of(new ChatDialect(TestSchemas.INSTANCE), new TinyDialect()))
        .configure(server, routing);
    server.routing(routing);
  }

  private Api.Reply tiny(String path, String body, String key) {
    return send("POST", path, BodyPublishers.ofString(body), key);
  }

  private Api.Reply send(String method, String path, BodyPublisher body, String key) {
    return api.send(method, path, body, "Authorization", "Bearer " + key);
  }

  private static String saying(String text, String members) {
    return "{\"who\":\"gpt-4.1\",\"say\":\"" + text + "\"" + members + "}";
  }

  @Test
  void aWholeAnswerHasItsForm() {
    assertEquals("{\"said\":\"ab\"}", tiny(TinyDialect.PATH, saying("talk", ""), "k").body());
  }

  @Test
  void aStreamHasItsForm() {
    assertEquals(
        "event: hello\n\nevent: text a\n\nevent: text b\n\nevent: finish STOP\n\nevent: end\n\n",
        tiny(TinyDialect.PATH, saying("talk", ",\"stream\":true"), "k").body());
  }

  @Test
  void aStreamThatBreaksOffEndsWithItsError() {
    assertEquals(
        "event: hello\n\nevent: text a\n\nevent: fail 502\n\n",
        tiny(TinyDialect.PATH, saying("break", ",\"stream\":true"), "k").body());
  }

  @Test
  void aSilentStreamIsKeptAliveInItsForm(URI uri) {
    try (Wire wire = Wire.to(uri.getPort())) {
      String body = saying("wait", ",\"stream\":true");
      wire.send(
              Wire.chat(body, "Authorization: Bearer k")
                  .replace("/v1/chat/completions", TinyDialect.PATH))
          .readThrough("event: ping");
    }
  }

  @Test
  void errorsHaveItsFormWhoeverTellsThem() {
    assertError(401, "-", tiny(TinyDialect.PATH, saying("talk", ""), "wrong"));
    assertError(404, "-", tiny(TinyDialect.PATH + "/more", "{}", "k"));
    assertError(405, "-", send("PUT", TinyDialect.PATH, BodyPublishers.ofString("{}"), "k"));
    assertError(413, "-", tiny(TinyDialect.PATH, "x".repeat(2000), "k"));
    assertError(400, "-", tiny(TinyDialect.PATH, "no JSON", "k"));
    assertError(400, "say", tiny(TinyDialect.PATH, "{\"who\":\"gpt-4.1\"}", "k"));
    assertError(404, "tiny/MODEL", tiny(TinyDialect.PATH, "{\"who\":\"x\",\"say\":\"y\"}", "k"));
    assertError(502, "-", tiny(TinyDialect.PATH, saying("break", ""), "k"));
  }

  private static void assertError(int status, String at, Api.Reply reply) {
    assertEquals(status, reply.status());
    assertEquals("{\"oops\":%d,\"at\":\"%s\"}".formatted(status, at), reply.body());
    assertTrue(reply.header("x-request-id").isPresent());
  }

  @Test
  void aPathBesideItHasOpenAisForm() {
    assertEquals("404 invalid_request_error - -", tiny("/v1/tinyer", "{}", "k").failure());
  }

  @Test
  void whatTheModelHasNoUseForIsNamedInItsWords() {
    Api.Reply reply =
        tiny(TinyDialect.PATH, "{\"who\":\"gpt-5\",\"say\":\"talk\",\"heat\":1}", "k");
    assertEquals(Optional.of("tiny/TEMPERATURE"), reply.header("x-dropped-parameters"));
  }

  @Test
  void aKeysLimitIsOneOverAllDialects() {
    String remaining = "x-ratelimit-remaining-requests";
    String[] key = {"Authorization", "Bearer four"};
    assertEquals(
        Optional.of("3"), tiny(TinyDialect.PATH, saying("talk", ""), "four").header(remaining));
    assertEquals(Optional.of("2"), api.chat(asking("talk"), key).header(remaining));
    assertEquals(
        Optional.of("1"), tiny(TinyDialect.PATH, saying("talk", ""), "four").header(remaining));
    assertEquals(Optional.of("0"), api.chat(asking("talk"), key).header(remaining));
    assertError(429, "-", tiny(TinyDialect.PATH, saying("talk", ""), "four"));
  }
}
