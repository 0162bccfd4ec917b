package io.github.langfast2api.simulator;

/** The result of exchanging a refresh token. */
sealed interface RefreshResult {

  /**
   * The token was accepted.
   *
   * @param userId the session's user
   * @param refreshToken the next refresh token
   */
  record Renewed(String userId, String refreshToken) implements RefreshResult {}

  /** The token is unknown. */
  record Unknown() implements RefreshResult {}

  /** The token was used before, too long ago for a repeated call. */
  record AlreadyUsed() implements RefreshResult {}
}
