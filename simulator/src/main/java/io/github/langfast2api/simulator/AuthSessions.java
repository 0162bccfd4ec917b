package io.github.langfast2api.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who is signed in, by refresh token. As with Supabase a token is good once; its reuse is taken for
 * a repeated call for some seconds, and for theft later, which ends the session.
 */
final class AuthSessions {
  private final Duration reuse;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, AuthSession> byToken = new HashMap<>();

  AuthSessions(Duration reuse) {
    this.reuse = reuse;
  }

  /** Signs a user in. */
  Refresh.Renewed open(String userId) {
    lock.lock();
    try {
      AuthSession session = new AuthSession(userId);
      byToken.put(session.current(), session);
      return renewed(session);
    } finally {
      lock.unlock();
    }
  }

  Refresh refresh(String token) {
    lock.lock();
    try {
      AuthSession session = byToken.get(token);
      return session == null ? new Refresh.Unknown() : refresh(session, token);
    } finally {
      lock.unlock();
    }
  }

  private Refresh refresh(AuthSession session, String token) {
    if (token.equals(session.current())) {
      byToken.remove(session.previous());
      session.rotate();
      byToken.put(session.current(), session);
      return renewed(session);
    }
    if (session.rotatedWithin(reuse)) {
      return renewed(session);
    }
    byToken.remove(session.current());
    byToken.remove(session.previous());
    return new Refresh.AlreadyUsed();
  }

  private static Refresh.Renewed renewed(AuthSession session) {
    return new Refresh.Renewed(session.userId(), session.current());
  }
}
