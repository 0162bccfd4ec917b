package io.github.langfast2api.domain;

import java.util.Set;

/** Whether the model may or must call tools, and which. */
public sealed interface ToolChoice {

  /** It calls or answers, as it likes. */
  record Auto() implements ToolChoice {}

  /** It answers, and calls nothing. */
  record None() implements ToolChoice {}

  /** It calls one tool at least. */
  record Required() implements ToolChoice {}

  /** It calls this tool, once. */
  record Named(String name) implements ToolChoice {}

  /**
   * It calls no other tools than these.
   *
   * @param required whether it must call one
   */
  record Allowed(Set<String> names, boolean required) implements ToolChoice {
    public Allowed {
      names = Set.copyOf(names);
    }
  }

  /** Whether an answer without a call is none. */
  default boolean isForced() {
    return switch (this) {
      case Auto() -> false;
      case None() -> false;
      case Required() -> true;
      case Named(String name) -> true;
      case Allowed(Set<String> names, boolean required) -> required;
    };
  }

  /** Whether a tool of this name may be called. */
  default boolean allows(String name) {
    return switch (this) {
      case Auto() -> true;
      case None() -> false;
      case Required() -> true;
      case Named(String named) -> named.equals(name);
      case Allowed(Set<String> names, boolean required) -> names.contains(name);
    };
  }
}
