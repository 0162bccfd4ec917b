package io.github.langfast2api.domain;

/**
 * The token usage of an answer.
 *
 * @param prompt prompt tokens
 * @param completion completion tokens, including reasoning
 * @param reasoning completion tokens that were reasoning
 * @param cached prompt tokens that were cached
 */
public record Usage(int prompt, int completion, int reasoning, int cached) {

  public Usage {
    if (prompt < 0 || completion < 0 || reasoning < 0 || cached < 0) {
      throw new IllegalArgumentException("a number of tokens is negative");
    }
  }

  /** The usage of this and another answer to the same prompt, whose tokens count once. */
  public Usage and(Usage other) {
    return new Usage(prompt, completion + other.completion, reasoning + other.reasoning, cached);
  }

  /** What this run and another one cost, each with a conversation of its own. */
  public Usage plus(Usage other) {
    return new Usage(
        prompt + other.prompt,
        completion + other.completion,
        reasoning + other.reasoning,
        cached + other.cached);
  }

  /** All tokens together. */
  public int total() {
    return prompt + completion;
  }
}
