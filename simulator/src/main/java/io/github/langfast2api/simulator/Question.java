package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The question of a run, with its variables replaced.
 *
 * @param model the model's id
 * @param userText the text of the last user message, its text parts one a line; empty where there
 *     is none
 * @param maxCompletionTokens the limit of the answer in tokens
 * @param responseFormat the response format, as in OpenAI's API
 */
public record Question(
    String model,
    String userText,
    OptionalInt maxCompletionTokens,
    Optional<JsonObject> responseFormat) {}
