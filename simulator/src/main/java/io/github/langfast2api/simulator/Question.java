package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a run asks for, after its variables were filled in.
 *
 * @param model the model that is named
 * @param userText the text of the last user message, its text parts one a line; empty where there
 *     is none
 * @param maxCompletionTokens the limit of the answer
 * @param responseFormat the form asked for, as OpenAI writes it
 */
public record Question(
    String model,
    String userText,
    OptionalInt maxCompletionTokens,
    Optional<JsonObject> responseFormat) {}
