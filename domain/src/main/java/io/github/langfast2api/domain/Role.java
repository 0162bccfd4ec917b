package io.github.langfast2api.domain;

/** The author of a message. */
public enum Role {
  /** Instructions, for models with this role. */
  SYSTEM,
  /** Instructions, for models with this role instead. */
  DEVELOPER,
  /** The user. */
  USER,
  /** The model, in an earlier turn. */
  ASSISTANT,
  /** Whoever ran the tools that the model called: a message of {@link Part.ToolResult}s. */
  TOOL
}
