package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The session that all requests share: kept over restarts, refreshed before it expires, and
 * replaced when LangFast refuses it, by one call however many requests wait for it. Safe for any
 * thread.
 */
final class Sessions {

  private static final Logger LOG = System.getLogger(Sessions.class.getName());

  private final LangFastApi api;
  private final Credentials credentials;
  private final SessionStore store;
  private final InstantSource clock;
  private final SignInBackoff backoff;
  private final ReentrantLock lock = new ReentrantLock();
  private final SingleFlight<Session> renewal = new SingleFlight<>("langfast-session");
  private volatile @Nullable Session session;
  private volatile @Nullable Session refused;

  /** Whether the session replaces one that was refused, and no run has been accepted on it yet. */
  private boolean unproven;

  Sessions(LangFastApi api, Credentials credentials, SessionStore store, InstantSource clock) {
    this.api = api;
    this.credentials = credentials;
    this.store = store;
    this.clock = clock;
    this.backoff = new SignInBackoff(clock);
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
      return renewal.join(this::renew);
    }
    if (found.isDueForRefresh(clock.instant())) {
      renewal.start(this::renew);
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
        refuse(rejected);
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
      if (unproven && by.equals(session) && !by.equals(refused)) {
        unproven = false;
        backoff.onSuccess();
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

  /** Refuses a session. If it was a replacement itself, the next one waits for the backoff. */
  private void refuse(Session rejected) {
    refused = rejected;
    if (unproven) {
      ChatException e =
          new ChatException(
              new ChatFailure.AccessRefused("LangFast refuses a session that it has just given."));
      backoff.onFailure(e);
      throw e;
    }
    unproven = true;
  }

  private boolean isValid(Session found) {
    return !found.equals(refused) && !found.isExpired(clock.instant());
  }

  /** Gets the next session; runs on one thread at a time. */
  private Session renew() {
    Optional<Session> before = Optional.ofNullable(session).or(store::load);
    if (before.isPresent()
        && isValid(before.get())
        && !before.get().isDueForRefresh(clock.instant())) {
      session = before.get();
      return before.get();
    }
    backoff.requireDue();
    try {
      Session after = next(before);
      LOG.log(Level.DEBUG, "signed in: {0}", after);
      // Stored before it is used: its predecessor's refresh token cannot be used again.
      store.save(after);
      session = after;
      resetBackoff();
      return after;
    } catch (ChatException e) {
      LOG.log(Level.WARNING, "signing in failed: {0}", e.getMessage());
      backoff.onFailure(e);
      throw e;
    }
  }

  /** Ends the backoff, unless the session is a replacement that LangFast may refuse as well. */
  private void resetBackoff() {
    lock.lock();
    try {
      if (!unproven) {
        backoff.onSuccess();
      }
    } finally {
      lock.unlock();
    }
  }

  private Session next(Optional<Session> before) {
    Optional<String> token = before.map(Session::refreshToken).filter(text -> !text.isEmpty());
    return token.isPresent() ? refresh(token.get()) : signIn();
  }

  private Session refresh(String token) {
    try {
      return api.refresh(token);
    } catch (ChatException e) {
      if (e.getCause() instanceof HttpRefusedException refusal
          && UpstreamFailures.endsTheSession(refusal)) {
        LOG.log(Level.DEBUG, "the session cannot be refreshed: {0}", e.getMessage());
        return signIn();
      }
      throw e;
    }
  }

  private Session signIn() {
    return switch (credentials) {
      case Credentials.Account account -> api.signIn(account);
      case Credentials.RefreshToken(String token) -> api.refresh(token);
      case Credentials.Anonymous() -> api.signUp();
    };
  }
}
