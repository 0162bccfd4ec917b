package io.github.langfast2api.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SimulatedAnswersTest {
  private static final Duration PACE = Duration.ofMillis(45);

  @Test
  void theAnswerSaysThatItIsSimulatedAndRepeatsWhatWasAsked() {
    String text = text(asked("What is a hexagon?"));

    assertTrue(
        text.startsWith("This answer comes from langfast2api's simulator and not from a model"),
        text);
    assertTrue(text.contains("What is a hexagon?"), text);
    assertTrue(text.contains("gpt-test"), text);
  }

  @Test
  void theAnswerComesInGroupsOfWordsWithAPauseBeforeEach() {
    List<RunStep> steps = AnswerSource.simulated(PACE).to(asked("hello")).steps();

    assertTrue(steps.size() > 20);
    assertEquals(RunStep.pause(PACE), steps.get(0));
    assertEquals(RunStep.say("This answer comes"), steps.get(1));
    assertEquals(RunStep.complete("stop"), steps.getLast());
  }

  @Test
  void aLongQuestionIsShortenedBetweenCharacters() {
    String text = text(asked("😀".repeat(5000)));

    assertTrue(text.contains("😀…"));
    assertTrue(text.length() < 1500);
    says(asked("😀".repeat(5000))).forEach(SimulatedAnswersTest::assertWhole);
  }

  @Test
  void withoutAUserMessageThereIsNothingToRepeat() {
    assertTrue(text(asked(" ")).contains("no text in a user message"));
  }

  @Test
  void theLimitOfTokensCutsTheAnswer() {
    RunScript answer =
        AnswerSource.simulated(PACE)
            .to(new Question("m", "hello", Optional.empty(), OptionalInt.of(2), Optional.empty()));

    assertEquals(
        List.of(RunStep.pause(PACE), RunStep.say("This answer"), RunStep.complete("length")),
        answer.steps());
  }

  @Test
  void aLimitThatIsNotReachedChangesNothing() {
    Question generous =
        new Question("m", "hello", Optional.empty(), OptionalInt.of(10_000), Optional.empty());
    Question free =
        new Question("m", "hello", Optional.empty(), OptionalInt.empty(), Optional.empty());

    assertEquals(text(free), text(generous));
    assertEquals(
        RunStep.complete("stop"), AnswerSource.simulated(PACE).to(generous).steps().getLast());
  }

  @Test
  void aJsonObjectIsAnsweredWhereOneIsAskedFor() {
    JsonObject object = Peer.json(text(asked("a \"b\"\n", "{\"type\":\"json_object\"}")));

    assertTrue(object.getBoolean("simulated"));
    assertEquals("a \"b\"", object.getString("asked"));
  }

  @Test
  void aSchemaIsAnsweredWithItsInstance() {
    String format =
        """
        {"type":"json_schema","json_schema":{"name":"n","strict":true,"schema":\
        {"type":"object","properties":{"title":{"type":"string"}},"required":["title"],\
        "additionalProperties":false}}}\
        """;
    JsonObject object = Peer.json(text(asked("hexagons", format)));

    assertEquals("simulated answer to: hexagons", object.getString("title"));
  }

  @Test
  void aTextFormatAndAnUnknownOneAreAnsweredWithText() {
    assertFalse(text(asked("a", "{\"type\":\"text\"}")).startsWith("{"));
    assertFalse(text(asked("a", "{\"type\":\"other\"}")).startsWith("{"));
  }

  @Test
  void aSchemaThatIsNoneIsAnsweredWithAnObject() {
    String format = "{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{\"required\":[1]}}}";

    assertEquals("{}", text(asked("a", format)));
  }

  private static Question asked(String text) {
    return new Question("gpt-test", text, Optional.empty(), OptionalInt.empty(), Optional.empty());
  }

  private static Question asked(String text, String format) {
    return new Question(
        "gpt-test", text, Optional.empty(), OptionalInt.empty(), Optional.of(Peer.json(format)));
  }

  private static String text(Question question) {
    return String.join("", says(question));
  }

  private static List<String> says(Question question) {
    return AnswerSource.simulated(Duration.ZERO).to(question).steps().stream()
        .filter(step -> step instanceof RunStep.Say)
        .map(step -> ((RunStep.Say) step).text())
        .toList();
  }

  private static void assertWhole(String text) {
    assertFalse(Character.isLowSurrogate(text.charAt(0)), text);
    assertFalse(Character.isHighSurrogate(text.charAt(text.length() - 1)), text);
  }
}
