package io.github.langfast2api.langfast;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The credentials with which the gateway signs in to LangFast. */
public sealed interface Credentials {

  /** Identifies these credentials, without a secret. */
  String id();

  /** An account. */
  record Account(String email, String password) implements Credentials {
    public Account {
      requireText("email", email);
      requireText("password", password);
    }

    @Override
    public String id() {
      return "account " + email;
    }

    @Override
    public String toString() {
      return "Account[" + email + "]";
    }
  }

  /** The refresh token of a session that was made elsewhere; it can be used once. */
  record RefreshToken(String token) implements Credentials {
    public RefreshToken {
      requireText("refresh token", token);
    }

    @Override
    public String id() {
      return "token " + UUID.nameUUIDFromBytes(token.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return "RefreshToken[…]";
    }
  }

  /** An anonymous sign-up, which makes a new user. */
  record Anonymous() implements Credentials {
    @Override
    public String id() {
      return "guest";
    }
  }

  private static void requireText(String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the " + what + " is empty");
    }
  }
}
