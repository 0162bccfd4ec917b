package io.github.langfast2api.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingOptionsTest {

  private static SamplingOptions sampled(
      double temperature, double topP, double presence, double frequency) {
    return new SamplingOptions(
        OptionalDouble.of(temperature),
        OptionalDouble.of(topP),
        OptionalDouble.of(presence),
        OptionalDouble.of(frequency));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, -2, -2", "2, 1, 2, 2"})
  void theBoundsAreWithinBounds(
      double temperature, double topP, double presence, double frequency) {
    SamplingOptions options = sampled(temperature, topP, presence, frequency);
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
}
