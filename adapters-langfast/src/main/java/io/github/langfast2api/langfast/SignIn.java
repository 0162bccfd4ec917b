package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Signing in and refreshing, with the backoff between attempts that fail, and between sessions that
 * LangFast refuses though it has just given them. Safe for any thread.
 */
final class SignIn {

  private static final Logger LOG = System.getLogger(SignIn.class.getName());

  private final SessionApi api;
  private final Credentials credentials;
  private final SignInBackoff backoff;
  private final ReentrantLock lock = new ReentrantLock();

  /** Whether the session replaces one that was refused, and no run has been accepted on it yet. */
  private boolean unproven;

  SignIn(SessionApi api, Credentials credentials, InstantSource clock) {
    this.api = api;
    this.credentials = credentials;
    this.backoff = new SignInBackoff(clock);
  }

  Credentials credentials() {
    return credentials;
  }

  /**
   * Permits an attempt that is due.
   *
   * @throws ChatException the failure of the last attempt, with the delay that is left
   */
  void requireDue() {
    backoff.requireDue();
  }

  /** Makes an attempt; if it fails, the next one waits for the backoff. */
  <T> T attempt(Supplier<T> call) {
    try {
      return call.get();
    } catch (ChatException e) {
      LOG.log(Level.WARNING, "signing in failed: {0}", e.getMessage());
      backoff.onFailure(e);
      throw e;
    }
  }

  /** Refreshes a session; signs in if there is none, or it cannot be refreshed any more. */
  Session next(Optional<Session> before) {
    return before.flatMap(this::refresh).orElseGet(this::signIn);
  }

  /**
   * Exchanges the refresh token of a session.
   *
   * @return empty if it has none, or LangFast says that the session has ended
   */
  Optional<Session> refresh(Session before) {
    if (before.refreshToken().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(api.refresh(before.refreshToken()));
    } catch (ChatException e) {
      if (e.getCause() instanceof HttpRefusedException refusal
          && UpstreamFailures.endsTheSession(refusal)) {
        LOG.log(Level.DEBUG, "the session cannot be refreshed: {0}", e.getMessage());
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Signs in with the credentials. */
  Session signIn() {
    return switch (credentials) {
      case Credentials.Account account -> api.signIn(account);
      case Credentials.RefreshToken(String token) -> api.refresh(token);
      case Credentials.Anonymous() -> api.signUp();
    };
  }

  /** Ends the backoff, unless the session is a replacement that LangFast may refuse as well. */
  void succeeded() {
    lock.lock();
    try {
      if (!unproven) {
        backoff.onSuccess();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Records that LangFast accepted a run on the session. */
  void accepted() {
    lock.lock();
    try {
      if (unproven) {
        unproven = false;
        backoff.onSuccess();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Records that LangFast refused the session.
   *
   * @throws ChatException if it was a replacement itself: the next one waits for the backoff
   */
  void refused() {
    lock.lock();
    try {
      if (unproven) {
        ChatException e =
            new ChatException(
                new ChatFailure.AccessRefused(
                    "LangFast refuses a session that it has just given."));
        backoff.onFailure(e);
        throw e;
      }
      unproven = true;
    } finally {
      lock.unlock();
    }
  }
}
