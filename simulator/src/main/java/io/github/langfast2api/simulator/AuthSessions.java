package io.github.langfast2api.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sessions by refresh token, with Supabase's rotation: a token can be exchanged once; within
 * the reuse interval it gives the same result again, after it the session ends. Safe for any
 * thread.
 */
final class AuthSessions {
  private final Duration reuse;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, AuthSession> byToken = new HashMap<>();

  AuthSessions(Duration reuse) {
    this.reuse = reuse;
  }

  /** Opens a session. */
  RefreshResult.Renewed open(String userId) {
    lock.lock();
    try {
      AuthSession session = new AuthSession(userId);
      byToken.put(session.current(), session);
      return renewed(session);
    } finally {
      lock.unlock();
    }
  }

  /** Exchanges a refresh token. */
  RefreshResult refresh(String token) {
    lock.lock();
    try {
      AuthSession session = byToken.get(token);
      return session == null ? new RefreshResult.Unknown() : refresh(session, token);
    } finally {
      lock.unlock();
    }
  }

  private RefreshResult refresh(AuthSession session, String token) {
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
    return new RefreshResult.AlreadyUsed();
  }

  private static RefreshResult.Renewed renewed(AuthSession session) {
    return new RefreshResult.Renewed(session.userId(), session.current());
  }
}
