package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/** Requests that somebody broke, in ways that are the same at every run. */
@ServerTest
@Timeout(120)
class MutatedRequestsTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();
  private static final String WHOLE =
      """
      {"model":"gpt-4.1","messages":[{"role":"system","content":"be \\u00e9 brief"},
       {"role":"user","name":"ann","content":[{"type":"text","text":"a\\ud83d\\ude00"},
        {"type":"image_url","image_url":{"url":"https://x/y.png","detail":"low"}}]},
       {"role":"assistant","content":null,"refusal":"no"},{"role":"user","content":"go"}],
       "temperature":0.7,"top_p":1,"max_tokens":10,"n":1,"stop":null,"stream":false,"seed":7,
       "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"a":[1]}}},
       "stream_options":{"include_usage":true},"logprobs":false,"user":"u","tools":[]}
      """;
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "1e400",
          "\"\"",
          "\"x\"",
          "[]",
          "{}",
          "[null]",
          "[[[]]]",
          "{\"a\":1}");

  private final Api api;

  MutatedRequestsTest(URI uri) {
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, BACKEND, HttpSettings.DEFAULTS);
  }

  @RepeatedTest(20)
  void everyAnswerIsAnAnswerOrTellsTheMistake(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 25; i++) {
      byte[] body = random.nextBoolean() ? otherBytes(random) : otherValue(random);
      Api.Reply reply = api.chat(body);
      String told = reply.status() + " to " + new String(body, StandardCharsets.UTF_8);
      switch (reply.status()) {
        case 200 -> assertTrue(reply.body().contains("\"finish_reason\""), told);
        case 400, 404 -> assertEquals("invalid_request_error", reply.error().getString("type"));
        default -> throw new AssertionError(told);
      }
    }
    assertEquals(0, BACKEND.held());
  }

  private static byte[] otherBytes(Random random) {
    byte[] bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  /** Something else in the place of what follows some colon. */
  private static byte[] otherValue(Random random) {
    int colon = WHOLE.indexOf(':', random.nextInt(WHOLE.lastIndexOf(':')));
    int end = colon + 1;
    while (",]}".indexOf(WHOLE.charAt(end)) < 0) {
      end++;
    }
    String value = VALUES.get(random.nextInt(VALUES.size()));
    return (WHOLE.substring(0, colon + 1) + value + WHOLE.substring(end))
        .getBytes(StandardCharsets.UTF_8);
  }
}
