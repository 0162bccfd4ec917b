package io.github.langfast2api.domain;

import java.util.List;
import java.util.Objects;

/**
 * A conversation that waits for its next turn.
 *
 * @param model the id of the model that is to answer
 * @param messages the conversation so far, oldest first, at least one
 * @param options how the answer is to be made
 */
public record ChatRequest(String model, List<Message> messages, ChatOptions options) {

  public ChatRequest {
    Objects.requireNonNull(options);
    messages = List.copyOf(messages);
    if (model.isBlank()) {
      throw new IllegalArgumentException("no model is named");
    }
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("there is no message");
    }
  }
}
