package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static io.github.langfast2api.http.Requests.streaming;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers with {@code n} choices, each of which is another run. */
@Timeout(120)
class SeveralChoicesTest {

  private static final String THREE = "\"n\":3";
  private static final String USAGE = "\"stream_options\":{\"include_usage\":true}";

  private final ScriptedBackend scripted = new ScriptedBackend();
  private final AtomicInteger runs = new AtomicInteger();

  /** Plays "q0", "q1" and so on, in the order in which runs are opened. */
  private final ChatBackend backend =
      request -> scripted.open(Answer.request("q" + runs.getAndIncrement()));

  private static Finish costing(int completion) {
    return new Finish(FinishReason.STOP, Optional.of(new Usage(5, completion, 0, 0)));
  }

  private void playThree() {
    scripted.play("q0", Script.saying("a", "b").finish(costing(2)));
    scripted.play("q1", Script.saying("c").finish(costing(1)));
    scripted.play("q2", Script.saying("d", "e", "f").finish(costing(3)));
  }

  @Test
  void everyChoiceIsAnAnswerOfItsOwn() {
    playThree();
    try (Gateway gateway = Gateway.of(backend)) {
      JsonObject completion = gateway.api().chat(asking("hi", THREE)).json();
      List<JsonObject> choices = completion.getJsonArray("choices").getValuesAs(JsonObject.class);
      assertEquals(List.of(0, 1, 2), choices.stream().map(c -> c.getInt("index")).toList());
      assertEquals(
          List.of("ab", "c", "def"),
          choices.stream()
              .map(c -> c.getJsonObject("message").getString("content"))
              .sorted()
              .toList());
    }
  }

  @Test
  void theConversationIsPaidForOnceAndEveryChoiceForItself() {
    playThree();
    try (Gateway gateway = Gateway.of(backend)) {
      JsonObject usage = gateway.api().chat(asking("hi", THREE)).json().getJsonObject("usage");
      assertEquals(5, usage.getInt("prompt_tokens"));
      assertEquals(6, usage.getInt("completion_tokens"));
      assertEquals(11, usage.getInt("total_tokens"));
    }
  }

  @Test
  void aStreamTellsOfEachEventToWhichChoiceItBelongs() {
    playThree();
    try (Gateway gateway = Gateway.of(backend)) {
      String body = gateway.api().chat(streaming("hi", THREE, USAGE)).body();
      TreeMap<Integer, String> texts = new TreeMap<>();
      int roles = 0;
      int ends = 0;
      for (JsonObject chunk : Events.of(body)) {
        for (JsonObject choice : chunk.getJsonArray("choices").getValuesAs(JsonObject.class)) {
          JsonObject delta = choice.getJsonObject("delta");
          texts.merge(choice.getInt("index"), delta.getString("content", ""), String::concat);
          roles += delta.containsKey("role") ? 1 : 0;
          ends += choice.isNull("finish_reason") ? 0 : 1;
        }
      }
      assertEquals(List.of("ab", "c", "def"), texts.values().stream().sorted().toList());
      assertEquals(3, roles);
      assertEquals(3, ends);
      assertTrue(body.contains("\"completion_tokens\":6,"), body);
      assertTrue(body.endsWith("}}\n\ndata: [DONE]\n\n"), body);
    }
  }

  @Test
  void oneChoiceThatFailsFailsTheAnswerAndFreesTheOthers() {
    scripted.play("q0", Script.saying("a").hold());
    scripted.play("q1", Script.saying().fail(new ChatFailure.RunFailed("no")));
    scripted.play("q2", Script.saying("d").hold());
    try (Gateway gateway = Gateway.of(backend)) {
      assertEquals(
          "502 server_error upstream_error -", gateway.api().chat(asking("hi", THREE)).failure());
      Moments.until("all are freed", () -> scripted.held() == 0);
    }
  }

  @Test
  void aStreamOfWhichOneChoiceFailsEndsWithAnError() {
    scripted.play("q0", Script.saying("a").fail(new ChatFailure.RunFailed("no")));
    scripted.play("q1", Script.saying("b").hold());
    scripted.play("q2", Script.saying("c").hold());
    try (Gateway gateway = Gateway.of(backend)) {
      String body = gateway.api().chat(streaming("hi", THREE)).body();
      assertTrue(body.contains("\n\ndata: {\"error\":"), body);
      assertFalse(body.contains("[DONE]"), body);
      Moments.until("all are freed", () -> scripted.held() == 0);
    }
  }

  @Test
  void aClientThatLeavesFreesAllChoices() {
    for (int i = 0; i < 3; i++) {
      scripted.play("q" + i, Script.saying("a").hold());
    }
    try (Gateway gateway = Gateway.of(backend)) {
      try (Wire wire = gateway.wire()) {
        wire.send(Wire.chat(streaming("hi", THREE))).readThrough("\"content\":\"a\"");
        Moments.until("all are open", () -> scripted.held() == 3);
      }
      Moments.until("all are freed", () -> scripted.held() == 0);
    }
  }
}
