package io.github.langfast2api.domain;

import java.util.Objects;

/**
 * A whole call of a tool. It is never taken back, and no {@link ChatDelta} follows it: a model says
 * what it has to say before it calls.
 *
 * @param call under an id that no other call of any answer has
 */
public record ToolCallEvent(Part.ToolCall call) implements ChatEvent {

  public ToolCallEvent {
    Objects.requireNonNull(call);
  }
}
