package io.github.langfast2api.domain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The parameters of generation; what is empty is left to the model.
 *
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param presencePenalty -2 to 2
 * @param frequencyPenalty -2 to 2
 * @param maxCompletionTokens the limit of completion tokens, including reasoning
 * @param stop stop sequences, well-formed Unicode: the answer ends before the first one
 * @param responseFormat the format of the answer's text
 * @param reasoningEffort the reasoning effort, one of the model's values
 * @param verbosity the verbosity, one of the model's values
 */
public record ChatOptions(
    OptionalDouble temperature,
    OptionalDouble topP,
    OptionalDouble presencePenalty,
    OptionalDouble frequencyPenalty,
    OptionalInt maxCompletionTokens,
    List<String> stop,
    Optional<ResponseFormat> responseFormat,
    Optional<String> reasoningEffort,
    Optional<String> verbosity) {

  /** No parameters. */
  public static final ChatOptions DEFAULTS =
      new ChatOptions(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public ChatOptions {
    requireWithin("temperature", temperature, 0, 2);
    requireWithin("topP", topP, 0, 1);
    requireWithin("presencePenalty", presencePenalty, -2, 2);
    requireWithin("frequencyPenalty", frequencyPenalty, -2, 2);
    if (maxCompletionTokens.isPresent() && maxCompletionTokens.getAsInt() < 1) {
      throw new IllegalArgumentException("maxCompletionTokens is less than 1");
    }
    stop = List.copyOf(stop);
    if (stop.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("a stop text is empty");
    }
  }

  /** The same options with another limit of completion tokens. */
  public ChatOptions withMaxCompletionTokens(int tokens) {
    return new ChatOptions(
        temperature,
        topP,
        presencePenalty,
        frequencyPenalty,
        OptionalInt.of(tokens),
        stop,
        responseFormat,
        reasoningEffort,
        verbosity);
  }

  /** The same options without stop sequences. */
  public ChatOptions withoutStop() {
    return new ChatOptions(
        temperature,
        topP,
        presencePenalty,
        frequencyPenalty,
        maxCompletionTokens,
        List.of(),
        responseFormat,
        reasoningEffort,
        verbosity);
  }

  private static void requireWithin(String name, OptionalDouble value, double low, double high) {
    if (value.isPresent() && !(value.getAsDouble() >= low && value.getAsDouble() <= high)) {
      throw new IllegalArgumentException(name + " is not within " + low + " and " + high);
    }
  }
}
