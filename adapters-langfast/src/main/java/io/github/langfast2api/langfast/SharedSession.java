package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.HeldSession.Sharing;
import io.github.langfast2api.ports.state.SharedValue;
import io.github.langfast2api.ports.state.SharedValue.Lease;
import io.github.langfast2api.ports.state.SharedValue.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The session that all instances share, and the one of them that this instance has. What does not
 * wait is for any thread, the rest for one at a time. What asks the server fails as {@link
 * SharedValue} says.
 *
 * <p>The session store gets a session without its refresh token: after a restart others may have
 * used it.
 */
final class SharedSession {

  /** How often another's version that cannot be used is replaced, one after the other. */
  private static final int MAX_REPLACEMENTS = 3;

  private final SharedValue value;
  private final SessionText text;
  private final SessionStore store;
  private volatile @Nullable HeldSession held;
  private @Nullable Session predecessor;
  private @Nullable Session stored;

  /**
   * @param owner identifies the credentials and their upstream
   */
  SharedSession(SharedValue value, String owner, SessionStore store) {
    this.value = value;
    this.text = new SessionText(owner);
    this.store = store;
  }

  /** The session of this instance, from the store at first. */
  Optional<HeldSession> held() {
    if (held == null) {
      held = store.load().map(SharedSession::loaded).orElse(null);
    }
    return Optional.ofNullable(held);
  }

  /** One with a refresh token was stored before sessions were shared, and is to be published. */
  private static HeldSession loaded(Session session) {
    return session.refreshToken().isEmpty()
        ? new HeldSession(session, Version.NONE.number(), Sharing.SHARED)
        : new HeldSession(session, HeldSession.UNKNOWN, Sharing.PERHAPS);
  }

  /**
   * Whether the session of this instance is newer than what is there: made from that, or had after
   * a session that is there again, since the server lost what came later.
   */
  boolean supersedes(VersionedSession there) {
    return held()
        .filter(
            mine ->
                (!mine.isShared() && mine.number() == there.number())
                    || there
                        .session()
                        .filter(
                            found -> isBack(found, mine.session()) || isOlder(there, found, mine))
                        .isPresent())
        .isPresent();
  }

  /** The times are in the sessions, so that no two instances each find their own to be newer. */
  private boolean isBack(Session found, Session mine) {
    Session before = predecessor;
    return before != null
        && before.isSameAccess(found)
        && before.issuedAt().isBefore(mine.issuedAt());
  }

  /** Numbers only grow, unless the server has lost versions, such as by a backup that is back. */
  private static boolean isOlder(VersionedSession there, Session found, HeldSession mine) {
    return mine.isShared()
        && there.number() < mine.number()
        && found.issuedAt().isBefore(mine.session().issuedAt());
  }

  /** Whether there is another version than the one that this instance has. Does not wait. */
  boolean isStale() {
    HeldSession mine = held;
    return mine != null && mine.isShared() && mine.number() != value.latest();
  }

  /** Whether this instance has a session that is to be published. Does not wait. */
  boolean isUnpublished() {
    HeldSession mine = held;
    return mine != null && !mine.isShared();
  }

  /** Whether the session of this instance has expired. Does not wait. */
  boolean isExpired(Instant now) {
    HeldSession mine = held;
    return mine != null && mine.session().isExpired(now);
  }

  /** Reads what is shared now. */
  VersionedSession read() {
    return text.read(value.read());
  }

  Optional<Lease> tryLease() {
    return value.tryLease();
  }

  /** Takes the shared session, which is there, for that of this instance. */
  Session adopt(VersionedSession there) {
    Session session = there.session().orElseThrow();
    hold(new HeldSession(session, there.number(), Sharing.SHARED));
    return session;
  }

  /** Keeps a session that nobody else has. */
  Session keep(Session own, long madeFrom) {
    hold(new HeldSession(own, madeFrom, Sharing.OWN));
    return own;
  }

  /**
   * Puts a session in the place of what is there, or adopts what another has put there meanwhile.
   * If that fails, the session is this instance's all the same, and not published.
   *
   * @return the session of this instance
   */
  Session publish(HeldSession mine, VersionedSession there, Predicate<Session> valid) {
    hold(mine.sent());
    String json = text.write(mine.session());
    VersionedSession at = there;
    for (int i = 0; i < MAX_REPLACEMENTS; i++) {
      Version now = value.replace(at.number(), json);
      if (now.text().filter(json::equals).isPresent()) {
        hold(new HeldSession(mine.session(), now.number(), Sharing.SHARED));
        return mine.session();
      }
      at = text.read(now);
      if (at.session().filter(valid).isPresent() && !supersedes(at)) {
        return adopt(at);
      }
    }
    return mine.session();
  }

  private void hold(HeldSession next) {
    HeldSession before = held;
    held = next;
    boolean known = before != null && before.session().equals(next.session());
    if (before != null && !before.session().isSameAccess(next.session())) {
      predecessor = before.session();
    }
    Session used = next.session().withoutRefreshToken();
    // One that was loaded with its refresh token stays as it is until it is published.
    if ((next.isShared() || !known) && !used.equals(stored)) {
      stored = used;
      store.save(used);
    }
  }
}
