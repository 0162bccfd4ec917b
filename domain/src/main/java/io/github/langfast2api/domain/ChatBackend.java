package io.github.langfast2api.domain;

/** What answers conversations. Safe for use by any number of threads. */
@FunctionalInterface
public interface ChatBackend {

  /**
   * Starts an answer. Blocks until the backend has taken the request on, not until it says the
   * first word.
   *
   * @return the answer, which the caller closes, whether it was read to its end or not
   * @throws ChatException if the request is not taken on, in which case nothing is held; {@link
   *     ChatFailure.Cancelled} if the calling thread was interrupted, which stays interrupted
   */
  ChatStream open(ChatRequest request);
}
