package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every client gets from the running jar, with its own means. One test is one check. */
@ExtendWith({Gateways.Resolver.class, RecordedOutcomes.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
interface ClientContract extends ToolContract {

  /** The client's name in {@code compatibility-clients.json}. */
  String id();

  /** What the client is called. */
  String name();

  /** The API that it is tried with. */
  TestedApi api();

  /** A class of the library, whose jar tells the version. */
  Class<?> artifact();

  @Test
  @Check("answer")
  default void anAnswerIsWhatWasSaid(Gateways gateways) {
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      Reply reply = client.answer(Ask.forPieces("Hello, \"", "\u4f60\u597d\"\n", "\ud83d\ude00"));
      assertEquals("Hello, \"\u4f60\u597d\"\n\ud83d\ude00", reply.text());
      assertEquals("stop", reply.finish());
    }
  }

  @Test
  @Check("stream")
  default void aStreamBringsTheSameInPieces(Gateways gateways) {
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      List<String> pieces = new ArrayList<>();
      Reply reply =
          client.stream(
              Ask.forPieces("Hello, \"", "\u4f60\u597d\"\n", "\ud83d\ude00"), pieces::add);
      assertEquals("Hello, \"\u4f60\u597d\"\n\ud83d\ude00", reply.text());
      assertEquals(reply.text(), String.join("", pieces));
      assertEquals("stop", reply.finish());
      assertTrue(pieces.stream().filter(piece -> !piece.isEmpty()).count() > 1, pieces::toString);
    }
  }

  @Test
  @Check("usage")
  default void anAnswerTellsItsUsage(Gateways gateways) {
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      assertCounted(client.answer(Ask.of("say what this costs")));
    }
  }

  @Test
  @Check("stream-usage")
  default void aStreamTellsItsUsage(Gateways gateways) {
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      assertCounted(client.stream(Ask.of("say what this costs"), piece -> {}));
    }
  }

  @Test
  @Check("structured-output")
  default void aSchemaIsObeyedAndTheAnswerReadIntoAnObject(Gateways gateways) {
    String json =
        """
        {"city": "Bern", "degrees": -3, "sky": "CLEAR", "advice": ["Mind \\"ice\\".", "\u4f60\u597d"]}\
        """;
    Forecast expected =
        new Forecast("Bern", -3, Forecast.Sky.CLEAR, List.of("Mind \"ice\".", "\u4f60\u597d"));
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      assertEquals(expected, client.forecast(Ask.of("schema " + json)));
    }
  }

  @Test
  @Check("wrong-key")
  default void aWrongKeyIsToldApart(Gateways gateways) {
    try (TestedClient client = connect(gateways.scripted(), "sk-stranger")) {
      assertRefused(Refusal.WRONG_KEY, client, Ask.of("say no"));
    }
  }

  @Test
  @Check("unknown-model")
  default void anUnknownModelIsToldApart(Gateways gateways) {
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      assertRefused(Refusal.UNKNOWN_MODEL, client, Ask.of("say no").ofModel("no-such-model"));
    }
  }

  @Test
  @Check("bad-request")
  default void aBadRequestIsToldApart(Gateways gateways) {
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      assertRefused(Refusal.BAD_REQUEST, client, Ask.of("say no").withTemperature(3));
    }
  }

  @Test
  @Check("mid-stream-failure")
  default void aFailureInMidStreamIsNoEndOfAnAnswer(Gateways gateways) {
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      StringBuilder text = new StringBuilder();
      Exception failure =
          assertThrows(
              Exception.class,
              () -> client.stream(Ask.forFailureAfter("some ", "text"), text::append));
      // Spring AI holds one piece back.
      assertTrue(List.of("some ", "some text").contains(text.toString()), text::toString);
      assertEquals(Optional.empty(), client.refusal(failure));
    }
  }

  @Test
  @Check("silent-failure")
  default void aFailureAfterSilenceIsNoEmptyAnswer(Gateways gateways) {
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      StringBuilder text = new StringBuilder();
      Exception failure =
          assertThrows(
              Exception.class, () -> client.stream(Ask.forFailureAfterSilence(), text::append));
      assertEquals("", text.toString());
      assertEquals(Optional.empty(), client.refusal(failure));
    }
  }

  @Test
  @Check("abort")
  default void aClientThatLeavesEndsTheRun(Gateways gateways) {
    try (TestedClient client = connect(gateways.socketPerRun(), Gateways.KEY)) {
      Moments.until("nothing runs", () -> gateways.runs() == 0);
      List<Integer> runs = new ArrayList<>();
      client.leave(Ask.forEndlessWords(), () -> runs.add(gateways.runs()));
      assertEquals(List.of(1), runs);
      Moments.until("the run is ended", () -> gateways.runs() == 0);
    }
  }

  private static void assertCounted(Reply reply) {
    assertEquals("what this costs", reply.text());
    assertFalse(reply.usage().isEmpty(), "no usage");
    Reply.Tokens usage = reply.usage().orElseThrow();
    assertTrue(usage.prompt() > 0 && usage.completion() > 0, usage::toString);
    assertEquals(usage.prompt() + usage.completion(), usage.total());
  }

  private static void assertRefused(Refusal why, TestedClient client, Ask ask) {
    Exception whole = assertThrows(Exception.class, () -> client.answer(ask));
    assertEquals(Optional.of(why), client.refusal(whole), whole::toString);
    Exception streamed = assertThrows(Exception.class, () -> client.stream(ask, piece -> {}));
    assertEquals(Optional.of(why), client.refusal(streamed), streamed::toString);
  }
}
