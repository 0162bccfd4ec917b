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
 * The one session that serves all requests: signed in once, kept over restarts, refreshed before it
 * ends, renewed when the upstream refuses it, and only once however many wait for it.
 */
final class Sessions {

  private static final Logger LOG = System.getLogger(Sessions.class.getName());

  private final LangFastApi api;
  private final Credentials credentials;
  private final SessionStore store;
  private final InstantSource clock;
  private final SignInBackoff gate;
  private final ReentrantLock lock = new ReentrantLock();
  private final SingleFlight<Session> renewal = new SingleFlight<>("langfast-session");
  private volatile @Nullable Session session;
  private volatile @Nullable Session refused;

  /** Whether the session stands for one that was refused, and has not served yet. */
  private boolean unproven;

  Sessions(LangFastApi api, Credentials credentials, SessionStore store, InstantSource clock) {
    this.api = api;
    this.credentials = credentials;
    this.store = store;
    this.clock = clock;
    this.gate = new SignInBackoff(clock);
  }

  /**
   * A session that is good as far as this side can tell. One that ages is renewed meanwhile.
   *
   * @throws ChatException if there is none to be had
   */
  Session current() {
    Session found = session;
    if (found == null || !isGood(found)) {
      return renewal.join(this::renewed);
    }
    if (found.isAging(clock.instant())) {
      renewal.begin(this::renewed);
    }
    return found;
  }

  /**
   * A session other than this one, which the upstream refused. Those who were refused the same one
   * get the same other.
   *
   * @throws ChatException if there is none to be had
   */
  Session insteadOf(Session spent) {
    lock.lock();
    try {
      if (spent.equals(session) && !spent.equals(refused)) {
        refuse(spent);
      }
    } finally {
      lock.unlock();
    }
    return current();
  }

  /** Takes note that the upstream took a session, and a run on it. */
  void served(Session by) {
    lock.lock();
    try {
      if (unproven && by.equals(session) && !by.equals(refused)) {
        unproven = false;
        gate.succeeded();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether this user is signed in, as far as anybody is. */
  boolean isCurrent(String userId) {
    Session found = session;
    return found == null || found.userId().equals(userId);
  }

  /** What a second session did not mend, a third will not: it has to wait, and longer each time. */
  private void refuse(Session spent) {
    refused = spent;
    if (unproven) {
      ChatException e =
          new ChatException(
              new ChatFailure.AccessRefused("LangFast refuses a session that it has just given."));
      gate.failed(e);
      throw e;
    }
    unproven = true;
  }

  private boolean isGood(Session found) {
    return !found.equals(refused) && !found.isStale(clock.instant());
  }

  /** Runs in one thread at a time. */
  private Session renewed() {
    Optional<Session> before = Optional.ofNullable(session).or(store::load);
    if (before.isPresent() && isGood(before.get()) && !before.get().isAging(clock.instant())) {
      session = before.get();
      return before.get();
    }
    gate.pass();
    try {
      Session after = next(before);
      LOG.log(Level.DEBUG, "signed in: {0}", after);
      // Kept before it is used: the token that got it is worth nothing any more.
      store.save(after);
      session = after;
      settle();
      return after;
    } catch (ChatException e) {
      LOG.log(Level.WARNING, "there is no new session: {0}", e.getMessage());
      gate.failed(e);
      throw e;
    }
  }

  /** What stands for a session that was refused has yet to show that it is any better. */
  private void settle() {
    lock.lock();
    try {
      if (!unproven) {
        gate.succeeded();
      }
    } finally {
      lock.unlock();
    }
  }

  private Session next(Optional<Session> before) {
    Optional<String> token = before.map(Session::refreshToken).filter(text -> !text.isEmpty());
    return token.isPresent() ? refreshed(token.get()) : signedIn();
  }

  private Session refreshed(String token) {
    try {
      return api.refresh(token);
    } catch (ChatException e) {
      if (e.getCause() instanceof HttpRefusedException refusal
          && UpstreamFailures.endsTheSession(refusal)) {
        LOG.log(Level.DEBUG, "the session cannot be refreshed: {0}", e.getMessage());
        return signedIn();
      }
      throw e;
    }
  }

  private Session signedIn() {
    return switch (credentials) {
      case Credentials.Account account -> api.signIn(account);
      case Credentials.RefreshToken(String token) -> api.refresh(token);
      case Credentials.Anonymous() -> api.signUp();
    };
  }
}
