package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The question of a run, with its variables replaced.
 *
 * @param model the model's id
 * @param userText the text of the last user message without instructions about tools and formats,
 *     its text parts one a line; empty where there is none
 * @param tools those that the messages offer
 * @param maxCompletionTokens the limit of the answer in tokens
 * @param responseFormat the response format, as in OpenAI's API, whether it is the run's or the
 *     messages ask for it
 */
public record Question(
    String model,
    String userText,
    Optional<OfferedTools> tools,
    OptionalInt maxCompletionTokens,
    Optional<JsonObject> responseFormat) {

  /** The results of tools in words, if they are what the last user message holds. */
  Optional<String> toolResults() {
    return ToolResults.words(userText);
  }
}
