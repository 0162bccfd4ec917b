package io.github.langfast2api.domain;

/** Why a model stopped generating. */
public enum FinishReason {
  /** The answer is complete, or a stop sequence was generated. */
  STOP,
  /** The limit of completion tokens was reached. */
  LENGTH,
  /** Content was omitted by a content filter. */
  CONTENT_FILTER,
  /** Tools were called; their results are to follow. */
  TOOL_CALLS
}
