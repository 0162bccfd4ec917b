package io.github.langfast2api.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorRestTest {
  private static final String META =
      ",\"prompt_meta\":{\"model\":\"m\",\"messages\":[{}],\"response_format\":\"text\"}";

  private final Simulator simulator = Simulator.start();
  private final Peer peer = Peer.signedUp(simulator);

  @AfterEach
  void close() {
    peer.close();
    simulator.close();
  }

  @Test
  void aPromptIsAJsonString() {
    String id = peer.createPrompt().body();

    assertTrue(id.matches("\"[0-9a-f-]{36}\""), id);
    assertEquals(1, simulator.calls(Call.CREATE_PROMPT));
  }

  @Test
  void aPromptNeedsAllOfItsArguments() {
    HttpResponse<String> response = peer.post("/rest/v1/rpc/create_prompt", "{\"p_name\":\"x\"}");

    assertEquals(400, response.statusCode());
    assertTrue(Peer.json(response).isNull("hint"));
  }

  @Test
  void anExpiredTokenIsRefusedInTheFormOfEachService() {
    String prompt = prompt();
    simulator.expireTokens();
    HttpResponse<String> rest = peer.createPrompt();
    HttpResponse<String> function = peer.startRun(prompt, META + ",\"test_cases\":[]");

    assertEquals(401, rest.statusCode());
    assertEquals("PGRST301", Peer.json(rest).getString("code"));
    assertEquals(401, function.statusCode());
    assertEquals("JWT expired", Peer.json(function).getString("error"));
  }

  @Test
  void aTokenIsGoodAgainAfterARefresh() {
    simulator.expireTokens();
    peer.take(peer.refresh(peer.refreshToken));

    assertEquals(200, peer.createPrompt().statusCode());
  }

  @Test
  void aTokenOfAnotherSimulatorIsRefused() {
    try (Simulator other = Simulator.start();
        Peer stranger = Peer.signedUp(other)) {
      peer.token = stranger.token;
      assertEquals(401, peer.createPrompt().statusCode());
      peer.token = "no.token.atall";
      assertEquals(401, peer.createPrompt().statusCode());
      peer.token = "";
      assertEquals(401, peer.createPrompt().statusCode());
    }
  }

  @Test
  void aRunOfAnUnknownPromptIsNotFound() {
    HttpResponse<String> response =
        peer.startRun("11111111-1111-4111-8111-111111111111", META + ",\"test_cases\":[]");

    assertEquals(404, response.statusCode());
    assertEquals("Prompt not found", Peer.json(response).getString("error"));
    assertTrue(simulator.runs().isEmpty());
  }

  @Test
  void aRunNeedsItsTestCasesAndItsMessages() {
    String noMessages =
        ",\"prompt_meta\":{\"model\":\"m\",\"messages\":[],\"response_format\":\"text\"},\"test_cases\":[]";

    assertEquals(400, peer.startRun(prompt(), META).statusCode());
    assertEquals(400, peer.startRun(prompt(), noMessages).statusCode());
    assertEquals(400, peer.post("/functions/v1/initiate-prompt-run", "[]").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"response_format\":null",
        ",\"response_format\":\"json\"",
        ",\"response_format\":{\"type\":\"text\"}",
        ",\"response_format\":{\"type\":\"json_object\"}"
      })
  void aRunAsksForTextByAString(String format) {
    String meta =
        ",\"prompt_meta\":{\"model\":\"m\",\"messages\":[{}]" + format + "},\"test_cases\":[]";
    HttpResponse<String> response = peer.startRun(prompt(), meta);

    assertEquals(400, response.statusCode());
    assertEquals("response_format is not text", Peer.json(response).getString("error"));
  }

  @Test
  void aRunIsCreatedByItsCaller() {
    String prompt = prompt();
    peer.userId = "somebody else";

    assertEquals(403, peer.startRun(prompt, META + ",\"test_cases\":[]").statusCode());
  }

  @Test
  void theBodiesOfTheRunsAreKept() {
    peer.run("first");
    peer.run("second");

    assertEquals(2, simulator.calls(Call.START_RUN));
    JsonObject second = simulator.runs().get(1).getJsonObject("prompt_meta");
    assertEquals("second", second.getJsonArray("messages").getJsonObject(0).getString("content"));
  }

  @Test
  void refusalsAreGivenInTheirOrderAndOnce() {
    simulator.refuseNext(
        Call.START_RUN, new CallRefusal(429, Map.of("Retry-After", "7"), "{\"error\":\"slow\"}"));
    simulator.refuseNext(Call.START_RUN, CallRefusal.of(500, "oops"));
    String rest = META + ",\"test_cases\":[]";
    HttpResponse<String> first = peer.startRun(prompt(), rest);

    assertEquals(429, first.statusCode());
    assertEquals("7", first.headers().firstValue("Retry-After").orElse(""));
    assertEquals("{\"error\":\"slow\"}", first.body());
    assertEquals("oops", peer.startRun(prompt(), rest).body());
    assertEquals(200, peer.startRun(prompt(), rest).statusCode());
    assertEquals(3, simulator.calls(Call.START_RUN));
  }

  @Test
  void pollingIsNotOffered() {
    HttpResponse<String> response = peer.get(PeerSocket.path("EIO=4&transport=polling"));

    assertEquals(400, response.statusCode());
    assertEquals("{\"code\":0,\"message\":\"Transport unknown\"}", response.body());
  }

  private String prompt() {
    return peer.createPrompt().body().replace("\"", "");
  }
}
