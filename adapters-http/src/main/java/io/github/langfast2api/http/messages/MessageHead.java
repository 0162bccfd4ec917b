package io.github.langfast2api.http.messages;

import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.exchange.RandomId;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * The message object, by Anthropic's API reference ("Create a message").
 *
 * @param id of the message
 * @param model as the client called it
 */
record MessageHead(String id, String model) {

  /** What is told where nobody counts tokens: clients fail without numbers. */
  static final Usage UNKNOWN_USAGE = new Usage(0, 0, 0, 0);

  /** The object for a new answer. */
  static MessageHead of(String model) {
    return new MessageHead(RandomId.withPrefix("msg_"), model);
  }

  /**
   * The object while the answer is being made.
   *
   * @param promptTokens the tokens of the prompt
   */
  JsonObject begun(int promptTokens) {
    JsonObjectBuilder message = message(Json.array().build());
    return message
        .addNull("stop_reason")
        .addNull("stop_sequence")
        .add("usage", usage(new Usage(promptTokens, 0, 0, 0)))
        .build();
  }

  /** The object of a whole answer. */
  JsonObject whole(JsonArray content, StopReason reason, Usage usage) {
    JsonObjectBuilder message = message(content);
    reason.addTo(message);
    return message.add("usage", usage(usage)).build();
  }

  private JsonObjectBuilder message(JsonArray content) {
    return Json.object()
        .add("id", id)
        .add("type", "message")
        .add("role", "assistant")
        .add("model", model)
        .add("content", content);
  }

  /** Tokens as Anthropic tells them. Nothing is said of caches, which are not the client's. */
  static JsonObjectBuilder usage(Usage usage) {
    return Json.object()
        .add("input_tokens", usage.prompt())
        .add("cache_creation_input_tokens", 0)
        .add("cache_read_input_tokens", 0)
        .add("output_tokens", usage.completion());
  }
}
