package io.github.langfast2api.domain;

/**
 * What an answer cost, in tokens.
 *
 * @param prompt tokens of the conversation
 * @param completion tokens of the answer, reasoning included
 * @param reasoning tokens of the completion that were thought and not said
 * @param cached tokens of the prompt that were taken from a cache
 */
public record Usage(int prompt, int completion, int reasoning, int cached) {

  public Usage {
    if (prompt < 0 || completion < 0 || reasoning < 0 || cached < 0) {
      throw new IllegalArgumentException("a number of tokens is negative");
    }
  }

  /** What this answer and another one to the same conversation cost, which is counted once. */
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
