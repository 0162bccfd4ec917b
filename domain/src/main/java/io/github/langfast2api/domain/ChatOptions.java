package io.github.langfast2api.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the answer is to be made. What is empty is left to the model.
 *
 * @param sampling how tokens are chosen
 * @param maxCompletionTokens the most tokens that the answer may have, reasoning included
 * @param stop texts at which the answer ends, well-formed Unicode; they are no part of it
 * @param responseFormat the form of the answer's text
 * @param reasoningEffort how long a reasoning model is to think, in the model's own words
 * @param verbosity how much the model is to say, in the model's own words
 * @param tools what the model may call
 */
public record ChatOptions(
    SamplingOptions sampling,
    OptionalInt maxCompletionTokens,
    List<String> stop,
    Optional<ResponseFormat> responseFormat,
    Optional<String> reasoningEffort,
    Optional<String> verbosity,
    ToolOptions tools) {

  /** Everything left to the model. */
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

  /** The same options with another bound on the answer's length. */
  public ChatOptions withMaxCompletionTokens(int tokens) {
    return new ChatOptions(
        sampling, OptionalInt.of(tokens), stop, responseFormat, reasoningEffort, verbosity, tools);
  }

  /** The same options for a backend that knows no stop texts. */
  public ChatOptions withoutStop() {
    return withStop(List.of());
  }

  /** The same options with other stop texts. */
  public ChatOptions withStop(List<String> texts) {
    return new ChatOptions(
        sampling, maxCompletionTokens, texts, responseFormat, reasoningEffort, verbosity, tools);
  }

  /** The same options with another form of the answer's text. */
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
