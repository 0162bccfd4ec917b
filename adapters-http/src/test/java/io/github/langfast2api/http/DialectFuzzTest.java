package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Broken requests to the dialects beside chat completions are answered, each in its form. */
@ServerTest
@Timeout(300)
class DialectFuzzTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();

  private static final List<String> RESPONSES =
      List.of(
          """
          {"model":"gpt-4.1","instructions":"be brief","input":[
           {"role":"developer","content":[{"type":"input_text","text":"x"}]},
           {"type":"message","id":"msg_1","role":"user","content":[{"type":"input_text","text":"a\\ud83d\\ude00"},
            {"type":"input_image","image_url":"https://x/y.png","detail":"low"}]},
           {"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"x"},
           {"type":"function_call","call_id":"c","name":"f","namespace":"n","arguments":"{}","status":"completed"},
           {"type":"function_call_output","call_id":"c","output":[{"type":"input_text","text":"4"}]},
           {"role":"assistant","content":[{"type":"output_text","text":"so","annotations":[]}]},
           {"type":"additional_tools","role":"developer","tools":[{"type":"custom","name":"c","format":{"type":"text"}}]},
           {"role":"user","content":"go"}],
           "tools":[{"type":"function","name":"g","parameters":{"type":"object"},"strict":null},{"type":"web_search"},
            {"type":"namespace","name":"n","description":"d","tools":[{"type":"function","name":"f"}]}],
           "tool_choice":{"type":"allowed_tools","mode":"auto","tools":[{"type":"function","name":"g"}]}}
          """,
          """
          {"model":"gpt-5","input":"hi","stream":true,"store":true,"reasoning":{"effort":"low","summary":"auto"},
           "text":{"verbosity":"high","format":{"type":"json_schema","name":"n","schema":{"type":"object"}}},
           "include":["reasoning.encrypted_content"],"metadata":{"a":"b"},"max_output_tokens":16,
           "temperature":1,"top_p":0.5,"truncation":"auto","previous_response_id":null,"user":"u"}
          """,
          """
          {"model":"gpt-4.1","input":[{"id":"msg_0123456789abcdef0123456789abcdef_i0","type":"item_reference"}],
           "parallel_tool_calls":false,"tool_choice":"auto","store":false,"top_logprobs":0,"background":false}
          """);

  private static final List<String> MESSAGES =
      List.of(
          """
          {"model":"gpt-4.1","max_tokens":100,"system":[{"type":"text","text":"x","cache_control":{"type":"ephemeral"}}],
           "messages":[{"role":"user","content":[{"type":"text","text":"a\\ud83d\\ude00"},
            {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]},
           {"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"s"},{"type":"text","text":"b"},
            {"type":"tool_use","id":"t1","name":"f","input":{"a":[1,null,{"b":2.50}]}}]},
           {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","is_error":true,
            "content":[{"type":"text","text":"4"}]},{"type":"text","text":"go"}]}],
           "tools":[{"name":"f","description":"d","input_schema":{"type":"object"}},
            {"type":"web_search_20250305","name":"web_search"}],
           "tool_choice":{"type":"auto","disable_parallel_tool_use":true},"stop_sequences":["END"]}
          """,
          """
          {"model":"gpt-5","max_tokens":1,"stream":true,"messages":[{"role":"user","content":"hi"}],"temperature":1,
           "top_p":0.9,"top_k":5,"metadata":{"user_id":"u"},"thinking":{"type":"enabled","budget_tokens":1024},
           "output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}},"betas":["x"]}
          """);

  private final Warnings warnings = new Warnings();
  private final int port;

  DialectFuzzTest(URI uri) {
    this.port = uri.getPort();
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, BACKEND, HttpSettings.DEFAULTS);
  }

  @Test
  void everyMutatedResponseRequestIsAnsweredInOpenAisForm() {
    Set<Integer> statuses = answered("/v1/responses", RESPONSES, Set.of("error"));
    assertTrue(statuses.containsAll(Set.of(200, 400, 404)), statuses.toString());
  }

  @Test
  void everyMutatedMessageRequestIsAnsweredInAnthropicsForm() {
    Set<Integer> statuses =
        answered("/v1/messages", MESSAGES, Set.of("type", "error", "request_id"));
    assertTrue(statuses.containsAll(Set.of(200, 400, 404)), statuses.toString());
  }

  private Set<Integer> answered(String path, List<String> bodies, Set<String> errorMembers) {
    Fuzz fuzz = Fuzz.settings(3_000);
    Set<Integer> statuses = new TreeSet<>();
    warnings.listen();
    try (Wire wire = Wire.to(port)) {
      for (int i = 0; i < fuzz.requests(); i++) {
        Random random = fuzz.random(i);
        String body = MutatedJson.of(bodies.get(random.nextInt(bodies.size())), random);
        try {
          RawAnswer answer =
              RawAnswer.read(
                      wire.send(Wire.chat(body).replaceFirst("/v1/chat/completions", path)).input())
                  .orElseThrow();
          statuses.add(answer.status());
          check(answer, errorMembers);
        } catch (IOException | RuntimeException | AssertionError e) {
          throw fuzz.failure(i, body, e);
        }
      }
    }
    warnings.close();
    assertEquals(List.of(), warnings.heard());
    Moments.until("nothing is held", () -> BACKEND.held() == 0);
    return statuses;
  }

  /** No mutation is the server's fault, and each is answered to its end. */
  private static void check(RawAnswer answer, Set<String> errorMembers) {
    assertTrue(answer.status() < 500, answer.toString());
    assertFalse(answer.body().contains("Exception"), answer.toString());
    if (answer.status() != 200) {
      JsonObject error = Json.parse(answer.body()).asJsonObject();
      assertEquals(errorMembers, error.keySet(), answer.toString());
    }
  }
}
