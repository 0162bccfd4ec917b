package io.github.langfast2api.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The parameters of generation; what is empty is left to the model.
 *
 * @param sampling how tokens are sampled
 * @param maxCompletionTokens the limit of completion tokens, including reasoning
 * @param stop stop sequences, well-formed Unicode: the answer ends before the first one
 * @param responseFormat the format of the answer's text
 * @param reasoningEffort the reasoning effort, one of the model's values
 * @param verbosity the verbosity, one of the model's values
 * @param tools the tools that the model may call
 */
public record ChatOptions(
    SamplingOptions sampling,
    OptionalInt maxCompletionTokens,
    List<String> stop,
    Optional<ResponseFormat> responseFormat,
    Optional<String> reasoningEffort,
    Optional<String> verbosity,
    ToolOptions tools) {

  /** No parameters. */
  public static final ChatOptions DEFAULTS =
      new ChatOptions(
          SamplingOptions.DEFAULTS,
          OptionalInt.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          ToolOptions.NONE);

  public ChatOptions {
    Objects.requireNonNull(sampling);
    Objects.requireNonNull(tools);
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
        sampling, OptionalInt.of(tokens), stop, responseFormat, reasoningEffort, verbosity, tools);
  }

  /** The same options without stop sequences. */
  public ChatOptions withoutStop() {
    return withStop(List.of());
  }

  /** The same options with other stop sequences. */
  public ChatOptions withStop(List<String> sequences) {
    return new ChatOptions(
        sampling,
        maxCompletionTokens,
        sequences,
        responseFormat,
        reasoningEffort,
        verbosity,
        tools);
  }

  /** The same options with another format of the answer's text. */
  public ChatOptions withResponseFormat(Optional<ResponseFormat> format) {
    return new ChatOptions(
        sampling, maxCompletionTokens, stop, format, reasoningEffort, verbosity, tools);
  }

  /** The same options with other tools. */
  public ChatOptions withTools(ToolOptions other) {
    return new ChatOptions(
        sampling, maxCompletionTokens, stop, responseFormat, reasoningEffort, verbosity, other);
  }
}
