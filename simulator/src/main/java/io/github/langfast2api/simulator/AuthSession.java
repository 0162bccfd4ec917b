package io.github.langfast2api.simulator;

import java.time.Duration;
import java.util.UUID;

/** A session with its two newest refresh tokens. Guarded by the lock of {@link AuthSessions}. */
final class AuthSession {
  private final String userId;
  private String current = newToken();
  private String previous = "";
  private long rotatedAt;

  AuthSession(String userId) {
    this.userId = userId;
  }

  String userId() {
    return userId;
  }

  String current() {
    return current;
  }

  String previous() {
    return previous;
  }

  void rotate() {
    previous = current;
    current = newToken();
    rotatedAt = System.nanoTime();
  }

  boolean rotatedWithin(Duration time) {
    return System.nanoTime() - rotatedAt < time.toNanos();
  }

  private static String newToken() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
