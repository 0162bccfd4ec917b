package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.ports.state.SharedValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The session that all requests share: kept over restarts, refreshed before it expires, and
 * replaced when LangFast refuses it, by one call however many requests wait for it. Other instances
 * may share it as well. Safe for any thread; the owner closes it.
 */
final class Sessions implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Sessions.class.getName());

  private final SignIn signIn;
  private final SessionRenewal renewal;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final SingleFlight<Session> flight = new SingleFlight<>("langfast-session");
  private volatile @Nullable Session session;
  private volatile @Nullable Session refused;

  Sessions(SessionApi api, LangFastSettings settings, SessionStore store, InstantSource clock) {
    this.signIn = new SignIn(api, settings.session().credentials(), clock);
    this.clock = clock;
    Optional<SharedValue> shared = settings.session().shared();
    this.renewal =
        shared.isPresent()
            ? new SharedRenewal(
                new SharedSession(shared.get(), settings.sessionOwner(), store),
                signIn,
                clock,
                settings.timeouts().call(),
                () -> flight.start(this::renew))
            : new LocalRenewal(signIn, store, clock);
  }

  /**
   * The current session, waiting for one if there is none that is valid. One that is due for
   * refresh is refreshed in the background.
   *
   * @throws ChatException if there is none and signing in fails
   */
  Session current() {
    Session found = session;
    if (found == null || !isValid(found)) {
      Session next = flight.join(this::renew);
      // Perhaps what was in flight had begun before its session was refused.
      return isValid(next) ? next : flight.join(this::renew);
    }
    if (renewal.isWanted(found)) {
      flight.start(this::renew);
    }
    return found;
  }

  /**
   * Replaces a session that LangFast refused; all callers that were refused the same session get
   * the same replacement.
   *
   * @throws ChatException if signing in fails, or LangFast refused a replacement before
   */
  Session insteadOf(Session rejected) {
    lock.lock();
    try {
      if (rejected.equals(session) && !rejected.equals(refused)) {
        refused = rejected;
        signIn.refused();
      }
    } finally {
      lock.unlock();
    }
    return current();
  }

  /** Records that LangFast accepted a run on a session. */
  void accepted(Session by) {
    lock.lock();
    try {
      if (by.equals(session) && !by.equals(refused)) {
        signIn.accepted();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether this user is signed in, or nobody is. */
  boolean isCurrent(String userId) {
    Session found = session;
    return found == null || found.userId().equals(userId);
  }

  /** The session of now, whether or not it is valid; empty if there is none yet. */
  Optional<LangFastStatus.SignedIn> status() {
    return Optional.ofNullable(session)
        .map(
            now ->
                new LangFastStatus.SignedIn(
                    LangFastStatus.Account.of(signIn.credentials()),
                    now.issuedAt(),
                    now.expiresAt()));
  }

  /** Ends what runs in the background. */
  @Override
  public void close() {
    renewal.close();
  }

  private boolean isValid(Session found) {
    Session other = refused;
    return (other == null || !found.isSameAccess(other)) && !found.isExpired(clock.instant());
  }

  /** Gets the next session; runs on one thread at a time. */
  private Session renew() {
    Session after = renewal.next(this::isValid);
    if (!after.equals(session)) {
      LOG.log(Level.DEBUG, "signed in: {0}", after);
      session = after;
    }
    return after;
  }
}
