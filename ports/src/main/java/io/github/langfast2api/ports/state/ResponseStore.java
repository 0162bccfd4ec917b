package io.github.langfast2api.ports.state;

import java.util.Optional;

/**
 * Responses that conversations can go on from. A store is bounded by the age, the number and the
 * bytes of what it keeps, and lets the oldest go first; what is over age is not there any more.
 * What one owner stored is not there for another.
 *
 * <p>Safe for any thread; a call may wait for a disk or for a server, and does not wait without
 * bound. A caller that is interrupted meanwhile fails with {@link
 * io.github.langfast2api.domain.ChatFailure.Cancelled}, which is no failure of the store. It does
 * not know whether its response was kept or deleted, or will be: what has not begun is not done,
 * what has begun goes on. The same is unknown after a wait that was too long, which fails with
 * {@link io.github.langfast2api.domain.ChatFailure.StoreUnavailable}.
 */
public interface ResponseStore extends AutoCloseable {

  /** A store that is switched off: it takes everything, keeps nothing and never fails. */
  static ResponseStore disabled() {
    return DisabledResponseStore.INSTANCE;
  }

  /** Whether responses are kept at all: a store may be switched off. */
  boolean isEnabled();

  /**
   * Keeps a response, in the place of one with the same key. When this returns, the response is
   * found, also after the process has died if the store outlives processes at all.
   *
   * @throws io.github.langfast2api.domain.ChatException with {@link
   *     io.github.langfast2api.domain.ChatFailure.StoreUnavailable} if it is not kept, or may be
   *     but this was not heard of in time, and with {@link
   *     io.github.langfast2api.domain.ChatFailure.RequestTooLarge} if it never will be, since it is
   *     larger than all that the store keeps. One with the same key stays where the new one is not
   *     kept
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

  /** The figures of now. Does not wait for a disk or a server, and does not fail. */
  StoreUsage usage();

  /**
   * Closes the store; what it keeps over restarts stays. Idempotent. Later calls fail with {@link
   * io.github.langfast2api.domain.ChatFailure.StoreUnavailable}.
   */
  @Override
  void close();
}
