package io.github.langfast2api.langfast;

/** How the gateway makes itself known to LangFast. */
public sealed interface Credentials {

  /** With an account. */
  record Account(String email, String password) implements Credentials {
    public Account {
      requireText("email", email);
      requireText("password", password);
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
    public String toString() {
      return "RefreshToken[…]";
    }
  }

  /** As a guest without a name. */
  record Anonymous() implements Credentials {}

  private static void requireText(String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the " + what + " is empty");
    }
  }
}
