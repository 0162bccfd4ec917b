package io.github.langfast2api.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatOptionsTest {

  private static ChatOptions sampled(
      double temperature, double topP, double presence, double frequency) {
    return new ChatOptions(
        OptionalDouble.of(temperature),
        OptionalDouble.of(topP),
        OptionalDouble.of(presence),
        OptionalDouble.of(frequency),
        OptionalInt.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ChatOptions stoppingAt(List<String> stop) {
    return new ChatOptions(
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        stop,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"0, 0, -2, -2", "2, 1, 2, 2"})
  void theBoundsAreWithinBounds(
      double temperature, double topP, double presence, double frequency) {
    ChatOptions options = sampled(temperature, topP, presence, frequency);
    assertEquals(OptionalDouble.of(temperature), options.temperature());
  }

  @ParameterizedTest
  @CsvSource({
    "-0.1, 1,    0,    0",
    "2.1,  1,    0,    0",
    "1,    1.1,  0,    0",
    "1,    -0.1, 0,    0",
    "1,    1,    -2.1, 0",
    "1,    1,    0,    2.1",
    "NaN,  1,    0,    0",
  })
  void whatIsOutOfBoundsIsRefused(
      double temperature, double topP, double presence, double frequency) {
    assertThrows(
        IllegalArgumentException.class, () -> sampled(temperature, topP, presence, frequency));
  }

  @Test
  void anAnswerHasRoomForATokenAtLeast() {
    assertEquals(
        OptionalInt.of(1), ChatOptions.DEFAULTS.withMaxCompletionTokens(1).maxCompletionTokens());
    assertThrows(
        IllegalArgumentException.class, () -> ChatOptions.DEFAULTS.withMaxCompletionTokens(0));
  }

  @Test
  void aStopTextIsNotEmpty() {
    assertThrows(IllegalArgumentException.class, () -> stoppingAt(List.of("a", "")));
  }

  @Test
  void theStopTextsDoNotChange() {
    List<String> stop = new ArrayList<>(List.of("a"));
    ChatOptions options = stoppingAt(stop);
    stop.add("b");
    assertEquals(List.of("a"), options.stop());
  }
}
