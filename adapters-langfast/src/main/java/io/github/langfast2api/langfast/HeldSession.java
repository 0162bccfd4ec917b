package io.github.langfast2api.langfast;

import java.util.Objects;

/**
 * A session that this instance has, and what the others know of it.
 *
 * @param number of its version, or of the version that it was made from if it has none
 */
record HeldSession(Session session, long number, Sharing sharing) {

  /** The number of a version that nobody has read. */
  static final long UNKNOWN = -1;

  /** Whether others can have a session. */
  enum Sharing {
    /** It was published. */
    SHARED,
    /** It is not known to be published: its refresh token is used under the lease alone. */
    PERHAPS,
    /** Nobody else has it. */
    OWN
  }

  HeldSession {
    Objects.requireNonNull(session);
    Objects.requireNonNull(sharing);
  }

  boolean isShared() {
    return sharing == Sharing.SHARED;
  }

  boolean isOwn() {
    return sharing == Sharing.OWN;
  }

  boolean isRenewable() {
    return !session.refreshToken().isEmpty();
  }

  /** The same session when others can have got it. */
  HeldSession sent() {
    return isOwn() ? new HeldSession(session, number, Sharing.PERHAPS) : this;
  }
}
