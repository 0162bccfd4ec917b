package io.github.langfast2api.ports.usage;

import io.github.langfast2api.domain.ChatRequest;

/** Counts the tokens of requests that are not run. Safe for any thread; does not block. */
@FunctionalInterface
public interface PromptCounter {

  /**
   * The tokens that a run of a request would be told to have cost as its prompt.
   *
   * @param request adapted to its model
   */
  int count(ChatRequest request);
}
