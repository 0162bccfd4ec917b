package io.github.langfast2api.langfast;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** How the gateway makes itself known to LangFast. */
public sealed interface Credentials {

  /** Tells these credentials from others, and holds no secret. */
  String id();

  /** With an account. */
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

  /** With the refresh token of a session that was made elsewhere, which ends with its first use. */
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

  /** As a guest without a name. */
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
