package io.github.langfast2api.domain;

/** A port to a provider of chat answers. Safe for any thread. */
@FunctionalInterface
public interface ChatBackend {

  /**
   * Opens an answer. Blocks until the backend has accepted the request, not until the first token.
   *
   * @return the answer, which the caller closes, whether it was read to its end or not
   * @throws ChatException if the request is not accepted, in which case nothing is held; {@link
   *     ChatFailure.Cancelled} if the calling thread was interrupted, which stays interrupted
   */
  ChatStream open(ChatRequest request);
}
