package io.github.langfast2api.domain;

/** Who speaks in a message. */
public enum Role {
  /** Instructions to models that know the name "system". */
  SYSTEM,
  /** Instructions to models that know the name "developer". */
  DEVELOPER,
  /** The person. */
  USER,
  /** The model, in an earlier turn. */
  ASSISTANT,
  /** Whoever ran the tools that the model called: a message of {@link Part.ToolResult}s. */
  TOOL
}
