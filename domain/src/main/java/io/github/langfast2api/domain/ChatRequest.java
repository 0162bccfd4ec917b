package io.github.langfast2api.domain;

import java.util.List;
import java.util.Objects;

/**
 * A request for the next message of a conversation.
 *
 * @param model the model's id
 * @param messages the conversation so far, oldest first, at least one
 * @param options the parameters of generation
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
