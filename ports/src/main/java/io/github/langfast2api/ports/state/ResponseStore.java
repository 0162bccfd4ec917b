package io.github.langfast2api.ports.state;

import java.util.Optional;

/**
 * Responses that conversations can go on from. A store is bounded by the age, the number and the
 * bytes of what it keeps, and lets the oldest go first; what is over age is not there any more.
 * What one owner stored is not there for another.
 *
 * <p>Safe for any thread; a call may wait for a disk or for a server, and does not wait without
 * bound.
 */
public interface ResponseStore extends AutoCloseable {

  /** Whether responses are kept at all: a store may be switched off. */
  boolean isEnabled();

  /**
   * Keeps a response. When this returns, the response is found, also after the process has died if
   * the store outlives processes at all.
   *
   * @throws io.github.langfast2api.domain.ChatException with {@link
   *     io.github.langfast2api.domain.ChatFailure.StoreUnavailable} if it is not kept
   */
  void put(StoredResponse response);

  /**
   * Finds a response.
   *
   * @return empty if the owner has none of this id
   * @throws io.github.langfast2api.domain.ChatException with {@link
   *     io.github.langfast2api.domain.ChatFailure.StoreUnavailable} if it is not known whether
   *     there is one
   */
  Optional<StoredResponse> find(ResponseKey key);

  /**
   * Deletes a response; whatever went on from it lacks it from now on.
   *
   * @return whether there was one
   * @throws io.github.langfast2api.domain.ChatException with {@link
   *     io.github.langfast2api.domain.ChatFailure.StoreUnavailable} if it may still be there
   */
  boolean delete(ResponseKey key);

  /** Closes the store; what it keeps over restarts stays. */
  @Override
  void close();
}
