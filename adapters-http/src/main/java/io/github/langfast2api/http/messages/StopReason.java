package io.github.langfast2api.http.messages;

import io.github.langfast2api.domain.Finish;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/**
 * Why an answer ended, as Anthropic tells it.
 *
 * @param name the value of {@code stop_reason}
 * @param stopSequence the stop sequence before which it ended, if it did
 */
record StopReason(String name, Optional<String> stopSequence) {

  /**
   * The reason of an answer that is complete.
   *
   * @param calls whether it calls tools: clients run them upon no other reason, and upon this one
   *     look for calls
   */
  static StopReason of(Finish finish, boolean calls) {
    if (calls) {
      return new StopReason("tool_use", Optional.empty());
    }
    if (finish.stopSequence().isPresent()) {
      return new StopReason("stop_sequence", finish.stopSequence());
    }
    String name =
        switch (finish.reason()) {
          case STOP, TOOL_CALLS -> "end_turn";
          case LENGTH -> "max_tokens";
          case CONTENT_FILTER -> "refusal";
        };
    return new StopReason(name, Optional.empty());
  }

  /** Adds {@code stop_reason} and {@code stop_sequence}. */
  void addTo(JsonObjectBuilder json) {
    json.add("stop_reason", name);
    stopSequence.ifPresentOrElse(
        text -> json.add("stop_sequence", text), () -> json.addNull("stop_sequence"));
  }
}
