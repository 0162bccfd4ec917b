package io.github.langfast2api.domain;

/** Why a model stopped. */
public enum FinishReason {
  /** It had said all, or came to a stop text. */
  STOP,
  /** It had used up the tokens that it was allowed. */
  LENGTH,
  /** What it said was withheld. */
  CONTENT_FILTER,
  /** It waits for the results of the tools that it called. */
  TOOL_CALLS
}
