package io.github.langfast2api.domain;

import java.util.OptionalDouble;

/**
 * How the model chooses among likely tokens. What is empty is left to it.
 *
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param presencePenalty -2 to 2
 * @param frequencyPenalty -2 to 2
 */
public record SamplingOptions(
    OptionalDouble temperature,
    OptionalDouble topP,
    OptionalDouble presencePenalty,
    OptionalDouble frequencyPenalty) {

  /** Everything left to the model. */
  public static final SamplingOptions DEFAULTS =
      new SamplingOptions(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());

  public SamplingOptions {
    requireWithin("temperature", temperature, 0, 2);
    requireWithin("topP", topP, 0, 1);
    requireWithin("presencePenalty", presencePenalty, -2, 2);
    requireWithin("frequencyPenalty", frequencyPenalty, -2, 2);
  }

  private static void requireWithin(String name, OptionalDouble value, double low, double high) {
    if (value.isPresent() && !(value.getAsDouble() >= low && value.getAsDouble() <= high)) {
      throw new IllegalArgumentException(name + " is not within " + low + " and " + high);
    }
  }
}
